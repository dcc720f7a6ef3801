import type { Selectable } from 'kysely'
import { takeSequence } from './conversations.ts'
import { AppError } from './ground/errors.ts'
import type { JsonObject } from './ground/json.ts'
import { keptQuery } from './kept-query.ts'
import { keepReferences } from './references.ts'
import type { MessagesTable, Queryable, UnitOfWork } from './schema.ts'
import type { Message, MessageRole, NewMessage } from './types.ts'
import { contextOf } from './unit-of-work.ts'

const insert = keptQuery((db, row: MessagesTable) => db.insertInto('messages').values(row))

/** Adds messages at the end of their conversations, in the order given. Throws `not_found` for no such conversation. */
export async function appendMessages(unit: UnitOfWork, messages: readonly NewMessage[]): Promise<Message[]> {
  const appended: Message[] = []
  for (const [conversationId, ofIt] of Map.groupBy(messages, (message) => message.conversationId)) {
    const place = await takeSequence(unit, conversationId, ofIt.length)
    if (!place) throw new AppError('not_found', 'a message for a conversation that does not exist')
    for (const [index, { externalId, ...message }] of ofIt.entries()) {
      // PostgreSQL refuses NUL in text; no reader would see it.
      const text = message.text.replaceAll('\u0000', '')
      const stored: Message = { ...message, text, sequence: place.first + index }
      await insert(unit, toRow(stored))
      if (externalId !== undefined) await keepReferences(unit, conversationId, [{ externalId, messageId: message.id }])
      appended.push(stored)
    }
  }
  if (appended.length > 0) contextOf(unit).touched.add('desk')
  return appended
}

/** The messages of a conversation in order, private notes included: all, or the first `limit` after a sequence. */
export async function listMessages(
  db: Queryable,
  conversationId: string,
  options: { afterSequence?: number; limit?: number } = {},
): Promise<Message[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('sequence', '>', options.afterSequence ?? -1)
    .orderBy('sequence')
    .$if(options.limit !== undefined, (query) => query.limit(options.limit ?? 0))
    .execute()
  return rows.map(toMessage)
}

/** Turns words that are not sent into a note that says so; `wasTried` where a door was called for them in vain. */
export async function markUnsent(unit: UnitOfWork, id: string, wasTried: boolean): Promise<void> {
  await noteDetails(unit, id, { unsent: true, ...(wasTried ? { tried: true } : {}) })
  await unit.updateTable('messages').set({ private: 1 }).where('id', '=', id).execute()
  contextOf(unit).touched.add('desk')
}

/** One message by its id. */
export async function findMessage(db: Queryable, id: string): Promise<Message | undefined> {
  const row = await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toMessage(row)
}

/** Words of staff to the user that stand behind `message` in the same case, oldest first. */
export async function deskWordsAfter(db: Queryable, message: Message): Promise<Message[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', message.conversationId)
    .where('case_id', '=', message.caseId ?? '')
    .where('role', '=', 'staff')
    .where('private', '=', 0)
    .where('sequence', '>', message.sequence)
    .orderBy('sequence')
    .execute()
  return rows.map(toMessage)
}

/** What staff and the system said to the user in a case, oldest first. */
export async function shownWordsOf(db: Queryable, caseId: string): Promise<Message[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('role', 'in', ['staff', 'system'])
    .where('private', '=', 0)
    .orderBy('sequence')
    .execute()
  return rows.map(toMessage)
}

/** Adds to what is kept beside a message, in the transaction that read it under the conversation's lock. */
export async function noteDetails(unit: UnitOfWork, id: string, more: JsonObject): Promise<void> {
  const row = await unit.selectFrom('messages').select('details').where('id', '=', id).executeTakeFirst()
  if (row === undefined) return
  const details = JSON.stringify({ ...(JSON.parse(row.details) as JsonObject), ...more })
  await unit.updateTable('messages').set({ details }).where('id', '=', id).execute()
}

/** Deletes a message that was taken back before it was sent. */
export async function deleteMessage(unit: UnitOfWork, id: string): Promise<void> {
  await unit.deleteFrom('messages').where('id', '=', id).execute()
  contextOf(unit).touched.add('desk')
}

function toRow(message: Message): MessagesTable {
  return {
    id: message.id,
    conversation_id: message.conversationId,
    case_id: message.caseId ?? null,
    role: message.role,
    text: message.text,
    private: message.private ? 1 : 0,
    at: message.at,
    sequence: message.sequence,
    details: JSON.stringify(message.details),
  }
}

function toMessage(row: Selectable<MessagesTable>): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    caseId: row.case_id ?? undefined,
    role: row.role as MessageRole,
    text: row.text,
    private: row.private === 1,
    at: row.at,
    sequence: row.sequence,
    details: JSON.parse(row.details) as JsonObject,
  }
}
