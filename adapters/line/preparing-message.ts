import type { messagingApi } from '@line/bot-sdk'
import type { DeliveryPayload } from '../../bot/delivery.ts'
import { FETCH_DATA } from './postback-words.ts'
import { lineTexts } from './texts.ts'

/** 「準備中」 with the button that fetches the answer: it stays in the chat, where a quick reply would vanish. */
export function preparingMessage({ replies }: DeliveryPayload): messagingApi.FlexMessage {
  const text = replies.map((reply) => reply.text).join('\n')
  const fetch: messagingApi.PostbackAction = {
    type: 'postback',
    label: lineTexts.fetchLabel,
    data: FETCH_DATA,
    displayText: lineTexts.fetchLabel,
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
