import type { messagingApi } from '@line/bot-sdk'
import { shortenGraphemes } from './text-limits.ts'

const ITEM_LIMIT = 13
const LABEL_LIMIT = 20
const WORDS_LIMIT = 300

/** Things to tap under the last bubble; a tap sends the words. Undefined when there are none. */
export function quickReply(suggestions: readonly string[]): messagingApi.QuickReply | undefined {
  const words = [...new Set(suggestions.map((suggestion) => suggestion.trim()).filter(Boolean))]
  if (words.length === 0) return undefined
  return {
    items: words.slice(0, ITEM_LIMIT).map((text) => ({
      type: 'action',
      action: {
        type: 'message',
        label: shortenGraphemes(text, LABEL_LIMIT),
        text: shortenGraphemes(text, WORDS_LIMIT),
      },
    })),
  }
}
