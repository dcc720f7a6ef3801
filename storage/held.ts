import type { JsonObject } from './ground/json.ts'
import { keptQuery } from './kept-query.ts'
import { toOutboxItem } from './outbox.ts'
import type { Queryable, UnitOfWork } from './schema.ts'
import type { OutboxItem } from './types.ts'
import { contextOf } from './unit-of-work.ts'

/** Why a row is held of which nobody knows whether it arrived: only the user's own word sends it again. */
export const UNCERTAIN = 'uncertain'
/** The end of a wait that has none by the clock. */
export const UNTIL_RELEASED = Number.MAX_SAFE_INTEGER
/** It was uncertain, and the user has asked for it once more. */
const ASKED_AGAIN = 'asked-again'

const held = keptQuery((db, { conversationId, limit }: { conversationId: string; limit: number }) =>
  db
    .selectFrom('outbox')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .selectAll('outbox')
    .select('conversations.conversation_key')
    .where('outbox.conversation_id', '=', conversationId)
    .where('outbox.status', '=', 'held')
    .where('outbox.last_error', '!=', UNCERTAIN)
    .orderBy('outbox.sequence')
    .limit(limit),
)

/**
 * What is held: words for a user that wait for a way that costs nothing. They hold up nothing behind them, ride along
 * with the next answer, and are sent by themselves once their time has come.
 */
export async function listHeld(db: Queryable, conversationId: string, limit: number): Promise<OutboxItem[]> {
  const { rows } = await held(db, { conversationId, limit })
  return rows.map((row) => toOutboxItem(row, row.conversation_key))
}

/** Rows that went out with another one; those that were withdrawn in between stay as they are. */
export async function finishCarried(
  unit: UnitOfWork,
  conversationId: string,
  ids: readonly string[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return
  await unit
    .updateTable('outbox')
    .set({ status: 'sent', finished_at: now, last_error: null })
    .where('conversation_id', '=', conversationId)
    .where('id', 'in', [...ids])
    .where('status', '=', 'held')
    .execute()
}

/** Rows that went out with one of unknown fate share it. */
export async function doubtCarried(
  unit: UnitOfWork,
  uncertainId: string,
  ids: readonly string[],
  until: number,
): Promise<void> {
  if (ids.length === 0) return
  await unit
    .updateTable('outbox')
    .set({ last_error: UNCERTAIN, doubted_with: uncertainId, available_at: until })
    .where('id', 'in', [...ids])
    .where('status', '=', 'held')
    .execute()
}

/** The rows that share the fate of an uncertain one, the oldest first: what its button brings besides it. */
export async function listDoubtedWith(
  db: Queryable,
  uncertainId: string,
): Promise<{ id: string; payload: JsonObject }[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'payload'])
    .where('doubted_with', '=', uncertainId)
    .where('status', '=', 'held')
    .orderBy('sequence')
    .execute()
  return rows.map(({ id, payload }) => ({ id, payload: JSON.parse(payload) as JsonObject }))
}

/**
 * Gives the oldest held row a new way back, or the uncertain one that is named; the others ride along with it,
 * those too that shared its fate. What a row quotes stays its own, and so does what it marks as read, where `replyTo`
 * marks nothing. `busy` while something of the conversation is still on its way, `none` when everything has arrived.
 */
export async function releaseHeld(
  unit: UnitOfWork,
  conversationId: string,
  replyTo: JsonObject,
  uncertainId?: string,
): Promise<'released' | 'busy' | 'none'> {
  const { clock, touched } = contextOf(unit)
  const open = await unit
    .selectFrom('outbox')
    .select(['id', 'status', 'last_error', 'reply_to', 'doubted_with'])
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', ['held', 'pending'])
    .orderBy('sequence')
    .execute()
  // What is on its way may carry the held rows with it: to release them too could say them twice.
  if (open.some(({ status }) => status === 'pending')) return 'busy'
  const named = open.filter(({ last_error }) => last_error === UNCERTAIN)
  const held =
    uncertainId === undefined
      ? open.find(({ last_error }) => last_error !== UNCERTAIN)
      : // It may have been taken back since: those that shared its fate are had by its button all the same.
        (named.find(({ id }) => id === uncertainId) ?? named.find(({ doubted_with }) => doubted_with === uncertainId))
  if (!held) return 'none'
  const { quoteToken, readToken } = JSON.parse(held.reply_to) as JsonObject
  const { quoteToken: _newer, ...wayBack } = replyTo
  const reply_to = JSON.stringify({
    ...(readToken !== undefined && { readToken }),
    ...wayBack,
    ...(quoteToken !== undefined && { quoteToken }),
  })
  const now = clock.now()
  await unit
    .updateTable('outbox')
    .set({ status: 'pending', reply_to, available_at: now, last_error: null, doubted_with: null })
    .where('id', '=', held.id)
    .execute()
  await unit
    .updateTable('outbox')
    .set({ last_error: ASKED_AGAIN, doubted_with: null, available_at: now })
    .where('doubted_with', '=', uncertainId ?? held.id)
    .where('status', '=', 'held')
    .execute()
  touched.add('outbox')
  return 'released'
}

/** Lets rows whose time has come go out by `plan`, unless one on its way may carry them; returns how many. */
export async function releaseDue(unit: UnitOfWork, plan: JsonObject): Promise<number> {
  const { clock, touched } = contextOf(unit)
  const result = await unit
    .updateTable('outbox')
    .set({ status: 'pending', plan: JSON.stringify(plan), last_error: null })
    .where('status', '=', 'held')
    .where('available_at', '<=', clock.now())
    .where('conversation_id', 'not in', onItsWay(unit))
    .executeTakeFirst()
  const count = Number(result.numUpdatedRows)
  if (count > 0) touched.add('outbox')
  return count
}

/** A read, so that looking again and again takes no write lock. */
export async function hasHeldFor(db: Queryable, reason: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'held')
    .where('last_error', '=', reason)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Lets the oldest rows held for `reason` go out by `plan`, at most `room`, unless one on its way may carry them. */
export async function releaseHeldFor(
  unit: UnitOfWork,
  { reason, plan, room }: { reason: string; plan: JsonObject; room: number },
): Promise<void> {
  const { clock, touched } = contextOf(unit)
  const rows = await unit
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'held')
    .where('last_error', '=', reason)
    .where('conversation_id', 'not in', onItsWay(unit))
    .orderBy('created_at')
    .orderBy('sequence')
    .limit(room)
    .execute()
  if (rows.length === 0) return
  await unit
    .updateTable('outbox')
    .set({ status: 'pending', plan: JSON.stringify(plan), available_at: clock.now(), last_error: null })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('status', '=', 'held')
    .execute()
  touched.add('outbox')
}

const onItsWay = (db: Queryable) => db.selectFrom('outbox').select('conversation_id').where('status', '=', 'pending')
