import type { messagingApi } from '@line/bot-sdk'
import type { DeliveryPayload } from '../../bot/delivery.ts'
import { FETCH_DATA, writeAgain } from './postback-words.ts'
import { lineTexts } from './texts.ts'

/** 「準備中」, or that an answer may have been lost, with the button that fetches it: it stays in the chat, where a quick reply would vanish. */
export function preparingMessage({ replies, again }: DeliveryPayload): messagingApi.FlexMessage {
  const text = replies.map((reply) => reply.text).join('\n')
  // Rows of an older release have none.
  const label = replies[0]?.suggestions[0] ?? lineTexts.fetchLabel
  const fetch: messagingApi.PostbackAction = {
    type: 'postback',
    label,
    data: again === undefined ? FETCH_DATA : writeAgain(again),
    displayText: label,
  }
  return {
    type: 'flex',
    altText: text,
    contents: {
      type: 'bubble',
      body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text, wrap: true }] },
      footer: {
        type: 'box',
        layout: 'vertical',
        contents: [{ type: 'button', style: 'primary', height: 'sm', action: fetch }],
      },
    },
  }
}
