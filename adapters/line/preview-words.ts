import type { PreviewWords } from '../../handoff/desk/door-preview.ts'
import { renderMessages } from './render-messages.ts'
import { BUBBLE_TEXT_LIMIT } from './text-limits.ts'

/** The bubbles that a send of these words would have. */
export const previewWords: PreviewWords = (payload) => ({
  bubbles: renderMessages(payload).flatMap((message) =>
    message.type === 'text' ? [{ sender: message.sender?.name ?? null, text: message.text ?? '' }] : [],
  ),
  bubbleLimit: BUBBLE_TEXT_LIMIT,
})
