import { z } from 'zod'
import { readPayload } from '../../bot/delivery.ts'
import { listHeld } from '../../storage/held.ts'
import { sentAnsweringTo } from '../../storage/outbox.ts'
import type { Queryable } from '../../storage/schema.ts'
import type { OutboxItem } from '../../storage/types.ts'
import { BUBBLE_LIMIT, renderMessages } from './render-messages.ts'
import { readReplyToken, tokenIsFresh } from './reply-token.ts'

/** How a row goes out, decided before the first try. */
export const planSchema = z.discriminatedUnion('way', [
  /** By the token of the user's event, free of charge; `carries` are held rows that ride along. */
  z.object({ way: z.literal('reply'), carries: z.array(z.string()).default([]) }),
  z.object({ way: z.literal('push') }),
  /** The token went to 「準備中」: the answer waits for the tap on it. */
  z.object({ way: z.literal('hold') }),
])

export type DeliveryPlan = z.infer<typeof planSchema>

/** The rule of docs/decisions/0012: reply while the token is young and ours, wait where a tap will come, else push. */
export async function planDelivery(db: Queryable, item: OutboxItem, now: number): Promise<DeliveryPlan> {
  const token = readReplyToken(item.replyTo)
  if (!token) return { way: 'push' }
  const spent = await spentBy(db, item, token.replyToken)
  if (spent === 'preparing') return { way: 'hold' }
  if (spent === 'answer' || !tokenIsFresh(token, now)) return { way: 'push' }
  return { way: 'reply', carries: await ridingAlong(db, item) }
}

/** What the token was used for before: one token belongs to one row, but 「準備中」 takes that of the answer. */
async function spentBy(
  db: Queryable,
  item: OutboxItem,
  replyToken: string,
): Promise<'preparing' | 'answer' | undefined> {
  const [spent] = await sentAnsweringTo(db, item, { replyToken })
  return spent && (readPayload(spent).preparing ? 'preparing' : 'answer')
}

/** Held rows, oldest first, as many as fit into the send beside the row itself. */
async function ridingAlong(db: Queryable, item: OutboxItem): Promise<string[]> {
  const waiting = await listHeld(db, item.conversationId, BUBBLE_LIMIT)
  if (waiting.length === 0) return []
  let room = BUBBLE_LIMIT - renderMessages(readPayload(item.payload)).length
  const carries: string[] = []
  for (const held of waiting) {
    room -= renderMessages(readPayload(held.payload)).length
    if (room < 0) break
    carries.push(held.id)
  }
  return carries
}
