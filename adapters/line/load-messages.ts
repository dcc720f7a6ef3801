import type { messagingApi } from '@line/bot-sdk'
import { type DeliveryPayload, readPayload } from '../../bot/delivery.ts'
import { listHeld } from '../../storage/held.ts'
import type { Store } from '../../storage/store.ts'
import type { DeliveryResult, OutboxItem } from '../../storage/types.ts'
import { dressMessages, type Wardrobe } from './dress-messages.ts'
import type { SendOutcome } from './line-calls.ts'
import { preparingMessage } from './preparing-message.ts'
import { BUBBLE_LIMIT, renderMessages } from './render-messages.ts'

/** The bubbles of one send, and what to record when LINE has taken them. */
export interface Loaded {
  messages: messagingApi.Message[]
  /** The held rows among them. */
  carried: string[]
  sent(outcome: SendOutcome): DeliveryResult
}

export interface LoadRoom {
  push(item: OutboxItem): Loaded
  /** Together with the held rows of the plan, in the order they were written. One withdrawn in between is left out. */
  reply(item: OutboxItem, carries: readonly string[]): Promise<Loaded>
}

/** Makes the bubbles of rows, always the same for the same row: a repeat must carry the same body. */
export function createLoadRoom(store: Store, wardrobe: Wardrobe): LoadRoom {
  function bubblesOf(item: OutboxItem): { messageId: string; bubble: messagingApi.Message }[] {
    const payload: DeliveryPayload = readPayload(item.payload)
    const rendered =
      payload.preparing || payload.again !== undefined ? [preparingMessage(payload)] : renderMessages(payload)
    return dressMessages(rendered, payload, item, wardrobe).map((bubble) => ({ messageId: payload.messageId, bubble }))
  }

  function load(items: readonly OutboxItem[], carried: string[]): Loaded {
    const all = items.flatMap(bubblesOf).slice(-BUBBLE_LIMIT)
    return {
      messages: all.map(({ bubble }, index) => (index === all.length - 1 ? bubble : withoutTaps(bubble))),
      carried,
      sent(outcome) {
        const bubbles = outcome.kind === 'accepted' ? outcome.bubbles : []
        const arrived = bubbles.flatMap(({ id }, index) => {
          const messageId = all[index]?.messageId
          return messageId === undefined ? [] : [{ externalId: id, messageId }]
        })
        return {
          status: 'sent',
          ...(bubbles.length > 0 && { externalIds: bubbles.map(({ id }) => id), arrived }),
          ...(carried.length > 0 && { carried }),
        }
      },
    }
  }

  return {
    push: (item) => load([item], []),
    async reply(item, carries) {
      const held = carries.length === 0 ? [] : await listHeld(store.database, item.conversationId, 100)
      const riding = held.filter(({ id }) => carries.includes(id))
      return load(
        [...riding, item].toSorted((one, other) => one.createdAt - other.createdAt),
        riding.map(({ id }) => id),
      )
    },
  }
}

/** LINE shows the quick replies of the last bubble only. */
function withoutTaps({ quickReply: _taps, ...bubble }: messagingApi.Message): messagingApi.Message {
  return bubble as messagingApi.Message
}
