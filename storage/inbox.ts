import { type Selectable, sql } from 'kysely'
import { takeSequence } from './conversations.ts'
import type { JsonObject } from './ground/json.ts'
import { keptQuery } from './kept-query.ts'
import type { ConversationsTable, InboxTable, Queryable, UnitOfWork } from './schema.ts'
import type { DoorName, EventFacts, InboundEvent } from './types.ts'
import { contextOf } from './unit-of-work.ts'

interface InboxPayload {
  eventId: string
  text: string
  replyTo: JsonObject
  facts?: EventFacts
}

const inboxId = (event: InboundEvent) => `${event.door}:${event.eventId}`

/**
 * Stores events behind those of their conversations, which are made when they are new. Returns the events whose id
 * was never seen before, each once.
 */
export async function insertEvents(unit: UnitOfWork, events: readonly InboundEvent[]): Promise<InboundEvent[]> {
  const fresh = new Map<string, InboundEvent>()
  for (const event of events) if (!fresh.has(inboxId(event))) fresh.set(inboxId(event), event)
  for (const id of [...fresh.keys()]) if ((await known(unit, { id })).rows.length > 0) fresh.delete(id)
  const lanes = Map.groupBy(fresh.values(), (event) => `${event.door}:${event.conversationKey}`)
  const inserted = new Set<string>()
  // Always in the same order, so that two batches cannot wait for each other.
  for (const [, lane] of [...lanes].sort(([one], [two]) => (one < two ? -1 : 1))) {
    for (const id of await insertIntoLane(unit, lane)) inserted.add(id)
  }
  if (inserted.size > 0) contextOf(unit).ready.set('inbox', [...inserted])
  return [...fresh.values()].filter((event) => inserted.has(inboxId(event)))
}

async function insertIntoLane(unit: UnitOfWork, events: readonly InboundEvent[]): Promise<string[]> {
  const [first] = events
  if (!first) return []
  const now = contextOf(unit).clock.now()
  const conversationId = await findOrCreateConversation(unit, first.door, first.conversationKey)
  const place = await takeSequence(unit, conversationId, events.length)
  const ids: string[] = []
  for (const [index, event] of events.entries()) {
    const { eventId, text, replyTo, facts } = event
    const payload: InboxPayload = { eventId, text, replyTo, ...(facts && { facts }) }
    // Another process may have stored the same event since we looked.
    const { rows } = await insertNew(unit, {
      id: inboxId(event),
      conversation_id: conversationId,
      kind: event.kind,
      payload: JSON.stringify(payload),
      occurred_at: event.occurredAt,
      received_at: now,
      status: 'pending',
      attempts: 0,
      available_at: now,
      last_error: null,
      sequence: (place?.first ?? 0) + index,
    })
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

const known = keptQuery((db, { id }: { id: string }) => db.selectFrom('inbox').select('id').where('id', '=', id))

const insertNew = keptQuery((db, row: InboxTable) =>
  db
    .insertInto('inbox')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
)

const byKey = keptQuery((db, { door, key }: { door: DoorName; key: string }) =>
  db.selectFrom('conversations').select('id').where('door', '=', door).where('conversation_key', '=', key),
)

async function findOrCreateConversation(unit: UnitOfWork, door: DoorName, key: string): Promise<string> {
  const find = async () => (await byKey(unit, { door, key })).rows[0]
  const present = await find()
  if (present) return present.id
  const { clock, identifiers } = contextOf(unit)
  const id = identifiers.uuid()
  await unit
    .insertInto('conversations')
    .values({
      id,
      door,
      conversation_key: key,
      control: 'BOT',
      control_epoch: 0,
      state: null,
      reachable: 1,
      created_at: clock.now(),
      next_sequence: 1,
      lease_token: null,
      lease_until: 0,
      banner_seen: null,
      first_contact_at: null,
    })
    .onConflict((conflict) => conflict.columns(['door', 'conversation_key']).doNothing())
    .execute()
  // Another process may have made it in the same moment: its row counts.
  return (await find())?.id ?? id
}

/** A row in the terms of the house. */
export function toInboundEvent(
  row: Selectable<InboxTable>,
  conversation: Pick<Selectable<ConversationsTable>, 'door' | 'conversation_key'>,
): InboundEvent {
  const payload = JSON.parse(row.payload) as InboxPayload
  return {
    eventId: payload.eventId,
    door: conversation.door as DoorName,
    conversationKey: conversation.conversation_key,
    occurredAt: row.occurred_at,
    kind: row.kind as InboundEvent['kind'],
    text: payload.text,
    replyTo: payload.replyTo,
    ...(payload.facts && { facts: payload.facts }),
  }
}

/** Whether the platform told that this user added us as a friend, and has not told since that they left. */
export async function hasJoined(db: Queryable, conversationId: string): Promise<boolean> {
  const newest = await db
    .selectFrom('inbox')
    .select('kind')
    .where('conversation_id', '=', conversationId)
    .where('kind', 'in', ['joined', 'left'])
    .orderBy('occurred_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest?.kind === 'joined'
}

/** Whether something of these kinds has happened in the conversation since: what comes late tells of a time that is over. */
export async function isOvertaken(
  db: Queryable,
  conversationId: string,
  occurredAt: number,
  kinds: readonly InboundEvent['kind'][],
): Promise<boolean> {
  const newer = await db
    .selectFrom('inbox')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('occurred_at', '>', occurredAt)
    .where('kind', 'in', [...kinds])
    .limit(1)
    .executeTakeFirst()
  return newer !== undefined
}

/** How many events of these kinds happened in the conversation after `from` and until `to`, both in milliseconds; `most` at most. */
export async function countMessages(
  db: Queryable,
  conversationId: string,
  which: { from: number; to: number; most: number },
): Promise<number> {
  return (await messagesOf(db, { conversationId, ...which })).rows.length
}

const messagesOf = keptQuery((db, which: { conversationId: string; from: number; to: number; most: number }) =>
  db
    .selectFrom('inbox')
    .select('id')
    .where('conversation_id', '=', which.conversationId)
    .where('occurred_at', '>', which.from)
    .where('occurred_at', '<=', which.to)
    .where('kind', 'in', [sql.lit('message'), sql.lit('action')])
    .limit(which.most),
)

/** What stays of an event once its turn has ended: the words themselves live on, masked, in the messages. */
export function doneInboxPayload({ eventId }: Pick<InboundEvent, 'eventId'>): string {
  return JSON.stringify({ eventId, text: '', replyTo: {} } satisfies InboxPayload)
}

/** Events given up, newest first. */
export async function listDeadLetters(
  db: Queryable,
  limit: number,
): Promise<{ id: string; conversationId: string; error: string; receivedAt: number }[]> {
  const rows = await db
    .selectFrom('inbox')
    .select(['id', 'conversation_id', 'last_error', 'received_at'])
    .where('status', '=', sql.lit('dead'))
    .orderBy('received_at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    error: row.last_error ?? '',
    receivedAt: row.received_at,
  }))
}
