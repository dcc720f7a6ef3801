import { type Selectable, sql } from 'kysely'
import { takeSequence } from './conversations.ts'
import type { JsonObject } from './ground/json.ts'
import type { ConversationsTable, InboxTable, Queryable, UnitOfWork } from './schema.ts'
import type { DoorName, InboundEvent } from './types.ts'
import { contextOf } from './unit-of-work.ts'

interface InboxPayload {
  eventId: string
  text: string
  replyTo: JsonObject
}

/** Stores one event behind those of its conversation, which is made when it is new; false when the id was seen before. */
export async function insertEvent(unit: UnitOfWork, event: InboundEvent): Promise<boolean> {
  const { clock, touched } = contextOf(unit)
  const id = `${event.door}:${event.eventId}`
  const seen = await unit.selectFrom('inbox').select('id').where('id', '=', id).executeTakeFirst()
  if (seen) return false
  const conversationId = await findOrCreateConversation(unit, event.door, event.conversationKey)
  const place = await takeSequence(unit, conversationId, 1)
  const now = clock.now()
  const payload: InboxPayload = { eventId: event.eventId, text: event.text, replyTo: event.replyTo }
  const inserted = await unit
    .insertInto('inbox')
    .values({
      id,
      conversation_id: conversationId,
      kind: event.kind,
      payload: JSON.stringify(payload),
      occurred_at: event.occurredAt,
      received_at: now,
      status: 'pending',
      attempts: 0,
      available_at: now,
      last_error: null,
      sequence: place?.first ?? 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  touched.add('inbox')
  return true
}

async function findOrCreateConversation(unit: UnitOfWork, door: DoorName, key: string): Promise<string> {
  const find = () =>
    unit
      .selectFrom('conversations')
      .select('id')
      .where('door', '=', door)
      .where('conversation_key', '=', key)
      .executeTakeFirst()
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
  }
}

/** What stays of an event once its turn has ended: the words themselves live on, masked, in the messages. */
export function doneInboxPayload(event: InboundEvent): string {
  return JSON.stringify({ eventId: event.eventId, text: '', replyTo: {} } satisfies InboxPayload)
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
