import type { JsonObject } from './ground/json.ts'
import { doneInboxPayload } from './inbox.ts'
import { findReference, markWithdrawn } from './references.ts'
import type { Queryable, UnitOfWork } from './schema.ts'
import type { InboundEvent } from './types.ts'

/** Messages behind a withdrawn one that are looked at for what was made of it. */
const LOOKED_AT = 50

/**
 * Takes a message back wherever it stands: its words, files and way back, the drafts made of it, the raw event of a dead
 * letter, the consultant's state. `placeholder` stays in the thread. False when we never had it; it is then never read.
 */
export async function withdrawMessage(
  unit: UnitOfWork,
  withdrawal: { conversationId: string; externalId: string; at: number; placeholder: string },
): Promise<boolean> {
  const { conversationId, externalId, at, placeholder } = withdrawal
  await markWithdrawn(unit, conversationId, externalId, at)
  const messageId = await findReference(unit, conversationId, externalId)
  if (messageId === undefined) return false
  const row = await unit
    .selectFrom('messages')
    .select(['sequence', 'details'])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!row) return false
  const { eventId } = JSON.parse(row.details) as JsonObject
  const details = JSON.stringify({ withdrawn: true, ...(eventId !== undefined && { eventId }) })
  await unit.updateTable('messages').set({ text: placeholder, details }).where('id', '=', messageId).execute()
  const later = await unit
    .selectFrom('messages')
    .select(['id', 'details'])
    .where('conversation_id', '=', conversationId)
    .where('sequence', '>', row.sequence)
    .orderBy('sequence')
    .limit(LOOKED_AT)
    .execute()
  for (const { id, details: stored } of later) {
    const made = JSON.parse(stored) as JsonObject
    if (made.draft !== true || made.eventId !== eventId) continue
    await unit.updateTable('messages').set({ text: placeholder, details }).where('id', '=', id).execute()
  }
  await unit
    .updateTable('attachments')
    .set({ status: 'gone', reason: 'withdrawn', content: null, file_name: null })
    .where('message_id', '=', messageId)
    .execute()
  // The copy at our own page, where the conversation went on.
  await unit.deleteFrom('activities').where('id', '=', `past-${messageId}`).execute()
  if (typeof eventId === 'string') await emptyEvent(unit, conversationId, eventId)
  // Whatever was concluded from it is not used again.
  await unit.updateTable('conversations').set({ state: null }).where('id', '=', conversationId).execute()
  return true
}

async function emptyEvent(unit: UnitOfWork, conversationId: string, eventId: string): Promise<void> {
  const { door } = await unit
    .selectFrom('conversations')
    .select('door')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  await unit
    .updateTable('inbox')
    .set({ payload: doneInboxPayload({ eventId }) })
    .where('id', '=', `${door}:${eventId}`)
    .where('status', '!=', 'pending')
    .execute()
}

/** The words of a message as they read after an edit; false when we never had it. */
export async function editMessage(
  unit: UnitOfWork,
  edit: { conversationId: string; externalId: string; text: string; replyTo: JsonObject },
): Promise<boolean> {
  const messageId = await findReference(unit, edit.conversationId, edit.externalId)
  if (messageId === undefined) return false
  const row = await unit.selectFrom('messages').select('details').where('id', '=', messageId).executeTakeFirst()
  if (!row) return false
  const before = JSON.parse(row.details) as JsonObject
  const { quoteToken } = edit.replyTo
  const replyTo = { ...(before.replyTo as JsonObject | undefined), ...(quoteToken !== undefined && { quoteToken }) }
  const details = JSON.stringify({ ...before, edited: true, ...(before.replyTo !== undefined && { replyTo }) })
  await unit.updateTable('messages').set({ text: edit.text, details }).where('id', '=', messageId).execute()
  return true
}

/**
 * Erases everything that was said in conversations: words, files, answers, drafts, what the platform calls them, what was
 * concluded. Event ids stay, so that nothing is answered again, and the cases with their times, without words.
 */
export async function eraseConversations(unit: UnitOfWork, conversationIds: readonly string[]): Promise<void> {
  const ids = [...conversationIds]
  const conversations = await unit.selectFrom('conversations').selectAll().where('id', 'in', ids).execute()
  const keys = conversations.map((row) => row.conversation_key)
  for (const table of ['messages', 'outbox', 'attachments', 'message_references', 'withdrawn_messages'] as const) {
    await unit.deleteFrom(table).where('conversation_id', 'in', ids).execute()
  }
  await unit.deleteFrom('one_time_links').where('conversation_id', 'in', ids).execute()
  await unit
    .deleteFrom('conversation_links')
    .where((where) => where.or([where('conversation_id', 'in', ids), where('other_id', 'in', ids)]))
    .execute()
  await unit.deleteFrom('activities').where('conversation_key', 'in', keys).execute()
  const events = await unit
    .selectFrom('inbox')
    .select(['id', 'payload'])
    .where('conversation_id', 'in', ids)
    .where('status', '!=', 'pending')
    .execute()
  for (const { id, payload } of events) {
    const { eventId } = JSON.parse(payload) as Pick<InboundEvent, 'eventId'>
    await unit
      .updateTable('inbox')
      .set({ payload: doneInboxPayload({ eventId }) })
      .where('id', '=', id)
      .execute()
  }
  await unit
    .updateTable('cases')
    .set({ reason: '', label: null, outcome: null })
    .where('conversation_id', 'in', ids)
    .execute()
  await unit.updateTable('case_events').set({ reason: null }).where('conversation_id', 'in', ids).execute()
  await unit.updateTable('conversations').set({ state: null }).where('id', 'in', ids).execute()
}

const forgetting = (conversationId: string) => `forget-key:${conversationId}`

/** The address of an erased conversation (a user id of the platform) goes too, once the last word has reached it. */
export async function forgetKeyLater(unit: UnitOfWork, conversationId: string, at: number): Promise<void> {
  await unit
    .insertInto('facts')
    .values({ name: forgetting(conversationId), value: String(at) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(at) }))
    .execute()
}

/**
 * Forgets the addresses whose time has come: the farewell is out, and the user has not come back since. Returns how many.
 */
export async function forgetKeys(unit: UnitOfWork): Promise<number> {
  const due = await unit.selectFrom('facts').selectAll().where('name', 'like', forgetting('%')).execute()
  let count = 0
  for (const { name, value } of due) {
    const id = name.slice(forgetting('').length)
    if (await isStillTalking(unit, id)) continue
    if (!(await cameBack(unit, id, Number(value)))) {
      await unit.deleteFrom('outbox').where('conversation_id', '=', id).execute()
      await unit.deleteFrom('messages').where('conversation_id', '=', id).execute()
      await unit.deleteFrom('message_references').where('conversation_id', '=', id).execute()
      const conversation = { conversation_key: `erased:${id}`, reachable: 0 }
      await unit.updateTable('conversations').set(conversation).where('id', '=', id).execute()
      count += 1
    }
    await unit.deleteFrom('facts').where('name', '=', name).execute()
  }
  return count
}

async function isStillTalking(db: Queryable, conversationId: string): Promise<boolean> {
  const unsent = await db
    .selectFrom('outbox')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', ['pending', 'held'])
    .executeTakeFirst()
  const unread = await db
    .selectFrom('inbox')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return unsent !== undefined || unread !== undefined
}

async function cameBack(db: Queryable, conversationId: string, since: number): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('role', '=', 'user')
    .where('at', '>=', since)
    .executeTakeFirst()
  return row !== undefined
}
