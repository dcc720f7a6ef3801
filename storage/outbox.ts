import type { Selectable } from 'kysely'
import { takeSequence } from './conversations.ts'
import { AppError } from './ground/errors.ts'
import type { JsonObject } from './ground/json.ts'
import { keptQuery } from './kept-query.ts'
import type { OutboxTable, Queryable, UnitOfWork } from './schema.ts'
import type { Topic } from './store.ts'
import type { DoorName, NewOutboxItem, OutboxItem } from './types.ts'
import { contextOf } from './unit-of-work.ts'

/** An outbox row with how it ended, for staff. */
export interface Delivery extends OutboxItem {
  status: 'pending' | 'held' | 'sent' | 'failed' | 'dropped'
  /** Why the last try did not succeed. */
  lastError: string | undefined
  finishedAt: number | undefined
}

const insert = keptQuery((db, row: OutboxTable) => db.insertInto('outbox').values(row))

/**
 * Puts something to say behind everything already waiting in the conversation; its door and key are the
 * conversation's. The dispatcher is woken after the commit. Throws `not_found` for no such conversation.
 */
export async function enqueueDelivery(unit: UnitOfWork, item: NewOutboxItem): Promise<OutboxItem> {
  const { clock, identifiers, touched, ready } = contextOf(unit)
  const place = await takeSequence(unit, item.conversationId, 1)
  if (!place) throw new AppError('not_found', 'a delivery for a conversation that does not exist')
  const now = clock.now()
  const row = {
    id: identifiers.uuid(),
    conversation_id: item.conversationId,
    door: place.door,
    payload: JSON.stringify(item.payload),
    reply_to: JSON.stringify(item.replyTo),
    retry_key: identifiers.uuid(),
    plan: null,
    status: 'pending',
    attempts: 0,
    available_at: now + (item.holdMs ?? 0),
    lease_token: null,
    lease_until: 0,
    created_at: now,
    first_attempt_at: null,
    finished_at: null,
    last_error: null,
    sequence: place.first,
    epoch: place.control_epoch,
    message_id: typeof item.payload.messageId === 'string' ? item.payload.messageId : null,
    doubted_with: null,
  }
  await insert(unit, row)
  if (item.holdMs) touched.add('outbox')
  else {
    const topic: Topic = `outbox/${row.door as DoorName}`
    ready.set(topic, [...(ready.get(topic) ?? []), row.id])
  }
  return toOutboxItem(row, place.conversation_key)
}

/** What was said or is to be said in a conversation, in order: all, or what was put there after a sequence. */
export async function listDeliveries(
  db: Queryable,
  conversationId: string,
  options: { afterSequence?: number } = {},
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .selectAll('outbox')
    .select('conversations.conversation_key')
    .where('outbox.conversation_id', '=', conversationId)
    .where('outbox.sequence', '>', options.afterSequence ?? -1)
    .orderBy('outbox.sequence')
    .execute()
  return rows.map((row) => ({
    ...toOutboxItem(row, row.conversation_key),
    status: row.status as Delivery['status'],
    lastError: row.last_error ?? undefined,
    finishedAt: row.finished_at ?? undefined,
  }))
}

const sentFor = keptQuery((db, row: { conversationId: string; id: string; holding: string }) =>
  db
    .selectFrom('outbox')
    .select(['payload', 'reply_to'])
    .where('conversation_id', '=', row.conversationId)
    .where('status', '=', 'sent')
    .where('id', '!=', row.id)
    .where('reply_to', 'like', row.holding)
    .orderBy('sequence', 'desc'),
)

/**
 * What was sent in the conversation of `item` with `given` in its `replyTo`, the newest first: the payloads of the other
 * rows.
 */
export async function sentAnsweringTo(db: Queryable, item: OutboxItem, given: JsonObject): Promise<JsonObject[]> {
  const written = JSON.stringify(given).slice(1, -1)
  // A backslash would hide what follows it; the letters that stand for any others find too much, never too little.
  const holding = `%${written.replaceAll('\\', '_')}%`
  const { rows } = await sentFor(db, { conversationId: item.conversationId, id: item.id, holding })
  return rows
    .filter(({ reply_to }) => reply_to.includes(written))
    .map(({ payload }) => JSON.parse(payload) as JsonObject)
}

/** Takes back what no door has been called for yet; returns the messages that will not be sent. */
export async function withdrawHeld(
  unit: UnitOfWork,
  which: { conversationId: string; messageId?: string; heldAfter?: number },
): Promise<string[]> {
  const rows = await unit
    .deleteFrom('outbox')
    .where('conversation_id', '=', which.conversationId)
    .where('status', '=', 'pending')
    .where('attempts', '=', 0)
    .where('lease_token', 'is', null)
    .$if(which.messageId !== undefined, (query) => query.where('message_id', '=', which.messageId ?? ''))
    .$if(which.heldAfter !== undefined, (query) => query.where('available_at', '>', which.heldAfter ?? 0))
    .returning('message_id')
    .execute()
  return rows.flatMap((row) => row.message_id ?? [])
}

/** Sends again what failed for good, as new words at the end of the conversation's line; false when there is none. */
export async function sendAgain(unit: UnitOfWork, conversationId: string, messageId: string): Promise<boolean> {
  const { clock, identifiers, touched } = contextOf(unit)
  const place = await takeSequence(unit, conversationId, 1)
  if (!place) return false
  const result = await unit
    .updateTable('outbox')
    .set({
      status: 'pending',
      attempts: 0,
      available_at: clock.now(),
      plan: null,
      retry_key: identifiers.uuid(),
      reply_to: '{}',
      first_attempt_at: null,
      finished_at: null,
      last_error: null,
      sequence: place.first,
    })
    .where('conversation_id', '=', conversationId)
    .where('message_id', '=', messageId)
    .where('status', '=', 'failed')
    .executeTakeFirst()
  touched.add('outbox')
  return result.numUpdatedRows > 0n
}

/** A row in the terms of the house. */
export function toOutboxItem(row: Selectable<OutboxTable>, conversationKey: string): OutboxItem {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    door: row.door as DoorName,
    conversationKey,
    payload: JSON.parse(row.payload) as JsonObject,
    replyTo: JSON.parse(row.reply_to) as JsonObject,
    retryKey: row.retry_key,
    plan: row.plan === null ? undefined : (JSON.parse(row.plan) as JsonObject),
    attempts: row.attempts,
    sequence: row.sequence,
    createdAt: row.created_at,
    firstAttemptAt: row.first_attempt_at ?? undefined,
  }
}

/** Answers that never reached their user, newest first: staff see them also where no case was open. */
export async function listFailedDeliveries(
  db: Queryable,
  limit: number,
): Promise<{ id: string; conversationId: string; error: string; failedAt: number }[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'conversation_id', 'last_error', 'finished_at', 'created_at'])
    .where('status', '=', 'failed')
    .orderBy('finished_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    error: row.last_error ?? '',
    failedAt: row.finished_at ?? row.created_at,
  }))
}
