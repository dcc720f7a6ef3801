import type { messagingApi } from '@line/bot-sdk'
import { type DeliveryPayload, readPayload } from '../../bot/delivery.ts'
import { listHeld } from '../../storage/held.ts'
import type { Store } from '../../storage/store.ts'
import type { DeliveryResult, OutboxItem } from '../../storage/types.ts'
import { dressMessages, type Wardrobe } from './dress-messages.ts'
import type { SendOutcome } from './line-calls.ts'
import { preparingMessage } from './preparing-message.ts'
import { BUBBLE_LIMIT, renderMessages, renderPlainly } from './render-messages.ts'

/** The bubbles of one send, and what to record when LINE has taken them. */
export interface Loaded {
  messages: messagingApi.Message[]
  /** The held rows among them. */
  carried: string[]
  sent(outcome: SendOutcome): DeliveryResult
}

/** `plain`: words alone, where LINE has found a fault in the rest. */
export type Look = 'whole' | 'plain'

export interface LoadRoom {
  push(item: OutboxItem, look: Look): Loaded
  /** Together with the held rows of the plan, in the order they were written. One withdrawn in between is left out. */
  reply(item: OutboxItem, carries: readonly string[], look: Look): Promise<Loaded>
}

/** Makes the bubbles of rows, always the same for the same row: a repeat must carry the same body. */
export function createLoadRoom(store: Store, wardrobe: Wardrobe): LoadRoom {
  function lookOf(item: OutboxItem, payload: DeliveryPayload, look: Look): messagingApi.Message[] {
    if (look === 'plain') return renderPlainly(payload)
    const fetches = payload.preparing || payload.again !== undefined
    return dressMessages(fetches ? [preparingMessage(payload)] : renderMessages(payload), payload, item, wardrobe)
  }

  function bubblesOf(item: OutboxItem, look: Look): { messageId: string; bubble: messagingApi.Message }[] {
    const payload = readPayload(item.payload)
    return lookOf(item, payload, look).map((bubble) => ({ messageId: payload.messageId, bubble }))
  }

  function load(items: readonly OutboxItem[], carried: string[], look: Look): Loaded {
    const all = items.flatMap((item) => bubblesOf(item, look)).slice(-BUBBLE_LIMIT)
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
    push: (item, look) => load([item], [], look),
    async reply(item, carries, look) {
      const held = carries.length === 0 ? [] : await listHeld(store.database, item.conversationId, 100)
      const riding = held.filter(({ id }) => carries.includes(id))
      return load(
        [...riding, item].toSorted((one, other) => one.sequence - other.sequence),
        riding.map(({ id }) => id),
        look,
      )
    },
  }
}

/** LINE shows the quick replies of the last bubble only. */
function withoutTaps({ quickReply: _taps, ...bubble }: messagingApi.Message): messagingApi.Message {
  return bubble as messagingApi.Message
}
