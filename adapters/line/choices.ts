import type { messagingApi } from '@line/bot-sdk'
import type { Reply } from '../../bot/outcome.ts'
import { shortenGraphemes } from '../../storage/ground/graphemes.ts'
import { lineTexts } from './texts.ts'

// https://developers.line.biz/en/reference/messaging-api/#quick-reply
const ITEM_LIMIT = 13
const LABEL_LIMIT = 20
const WORDS_LIMIT = 300

const wordsOf = (suggestions: readonly string[]): string[] =>
  [...new Set(suggestions.map((suggestion) => suggestion.trim()).filter(Boolean))].slice(0, ITEM_LIMIT)

/** Things to tap under the last bubble; a tap sends the words. Undefined when there are none. */
export function quickReply(suggestions: readonly string[]): messagingApi.QuickReply | undefined {
  const words = wordsOf(suggestions)
  if (words.length === 0) return undefined
  return {
    items: words.map((text) => ({
      type: 'action',
      action: {
        type: 'message',
        label: shortenGraphemes(text, LABEL_LIMIT),
        text: shortenGraphemes(text, WORDS_LIMIT),
      },
    })),
  }
}

/**
 * The same choices in words, for LINE on a PC, which shows no quick replies: 「選べる言葉：金額は？／締切は？」. Those that
 * the reply names anyway are not said twice; empty when none is left.
 */
export function choicesLine({ text, list, suggestions }: Reply): string {
  const named = [text, ...(list?.cards ?? []).map(({ title }) => title)].join('\n')
  const words = wordsOf(suggestions).filter((word) => !named.includes(word))
  if (words.length === 0) return ''
  // Words of another language stand without a Japanese heading.
  const inJapanese = words.some((word) => /[ぁ-んァ-ヶ]/.test(word))
  return `${inJapanese ? lineTexts.choices : '▷ '}${words.join('／')}`
}
