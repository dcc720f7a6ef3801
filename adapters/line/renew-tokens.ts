import { parseJson } from '../../storage/ground/json.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { InboundEvent } from '../../storage/types.ts'
import { readReplyToken } from './reply-token.ts'

/**
 * LINE has delivered events again that we have: their reply tokens live from this receipt on. It is written down for
 * what waits for its turn and for answers not planned yet; once a way is chosen it stays.
 */
export async function renewTokens(unit: UnitOfWork, events: readonly InboundEvent[]): Promise<void> {
  for (const event of events) {
    const token = readReplyToken(event.replyTo)
    if (token) await renew(unit, event, token.replyToken)
  }
}

async function renew(unit: UnitOfWork, event: InboundEvent, replyToken: string): Promise<void> {
  // Updated to themselves first, which locks the rows: somebody may take their words out in this moment.
  const waiting = await unit
    .updateTable('inbox')
    .set((column) => ({ status: column.ref('status') }))
    .where('id', '=', `${event.door}:${event.eventId}`)
    .where('status', '=', 'pending')
    .returning(['id', 'payload'])
    .executeTakeFirst()
  if (waiting) {
    const payload = JSON.stringify({ ...Object(parseJson(waiting.payload)), replyTo: event.replyTo })
    await unit.updateTable('inbox').set({ payload }).where('id', '=', waiting.id).execute()
    return
  }
  const unplanned = await unit
    .updateTable('outbox')
    .set((column) => ({ status: column.ref('status') }))
    .where('door', '=', event.door)
    .where('status', '=', 'pending')
    .where('attempts', '=', 0)
    .where('plan', 'is', null)
    .where('lease_token', 'is', null)
    .where('reply_to', 'like', `%${replyToken}%`)
    .returning(['id', 'reply_to'])
    .execute()
  for (const { id, reply_to } of unplanned) {
    const kept = Object(parseJson(reply_to))
    if (kept.replyToken !== replyToken) continue
    const renewed = JSON.stringify({ ...kept, receivedAt: event.replyTo.receivedAt })
    await unit.updateTable('outbox').set({ reply_to: renewed }).where('id', '=', id).execute()
  }
}
