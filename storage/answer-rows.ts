import type { JsonObject } from './ground/json.ts'
import { keptQuery } from './kept-query.ts'
import type { UnitOfWork } from './schema.ts'
import { contextOf } from './unit-of-work.ts'

export interface AnswerRow {
  id: string
  payload: JsonObject
  /** A door is sending it at this moment. */
  isOnItsWay: boolean
}

/** The rows of the outbox that say stored messages, whatever has become of them. */
export async function answersOf(
  unit: UnitOfWork,
  conversationId: string,
  messageIds: readonly string[],
): Promise<AnswerRow[]> {
  if (messageIds.length === 0) return []
  const rows = await unit
    .selectFrom('outbox')
    .select(['id', 'payload', 'status', 'lease_until'])
    .where('conversation_id', '=', conversationId)
    .where('message_id', 'in', [...messageIds])
    .execute()
  const now = contextOf(unit).clock.now()
  return rows.map(({ id, payload, status, lease_until }) => ({
    id,
    payload: JSON.parse(payload) as JsonObject,
    isOnItsWay: status === 'pending' && lease_until > now,
  }))
}

const untried = keptQuery((db, { conversationId }: { conversationId: string }) =>
  db
    .selectFrom('outbox')
    .select(['id', 'payload'])
    .where('conversation_id', '=', conversationId)
    .where('status', '=', 'pending')
    .where('attempts', '=', 0)
    .where('lease_token', 'is', null)
    .orderBy('sequence'),
)

/** The rows of a conversation that no door was called for yet, in their order. */
export async function unsentAnswers(unit: UnitOfWork, conversationId: string): Promise<AnswerRow[]> {
  const { rows } = await untried(unit, { conversationId })
  return rows.map(({ id, payload }) => ({ id, payload: JSON.parse(payload) as JsonObject, isOnItsWay: false }))
}

/** Exchanges what a row says. One that is not to be said any more is dropped, also while a door tries it. */
export async function rewriteAnswer(
  unit: UnitOfWork,
  id: string,
  { payload, isStillSaid }: { payload: JsonObject; isStillSaid: boolean },
): Promise<void> {
  const { clock, touched } = contextOf(unit)
  await unit
    .updateTable('outbox')
    .set({ payload: JSON.stringify(payload) })
    .where('id', '=', id)
    .execute()
  if (isStillSaid) return
  await unit
    .updateTable('outbox')
    .set({ status: 'dropped', last_error: 'withdrawn', finished_at: clock.now(), lease_token: null, lease_until: 0 })
    .where('id', '=', id)
    .where('status', 'in', ['pending', 'held', 'failed'])
    .execute()
  // What waits behind it may go.
  touched.add('outbox')
}
