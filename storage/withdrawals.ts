import { everLinked } from './conversation-links.ts'
import { forgetMemory } from './conversations.ts'
import type { JsonObject } from './ground/json.ts'
import { doneInboxPayload } from './inbox.ts'
import { deleteCopies } from './past-copies.ts'
import { findReference, isWithdrawn, markWithdrawn } from './references.ts'
import type { UnitOfWork } from './schema.ts'

/** Messages behind a withdrawn one that are looked at for what was made of it. */
const LOOKED_AT = 50

/** What was made of a message that is taken back: its answers, as they stood. */
export interface Withdrawn {
  answers: { id: string; text: string }[]
}

/**
 * Takes a message back wherever it stands: its words, files and way back, answers and drafts made of it, the raw event of
 * a dead letter, what the consultant concluded, here and where the talk went on. `placeholder` stays in the thread for
 * the message, `answerPlaceholder` for what was made of it. Undefined when we never had it; it is then never read.
 */
export async function withdrawMessage(
  unit: UnitOfWork,
  withdrawal: {
    conversationId: string
    externalId: string
    at: number
    placeholder: string
    answerPlaceholder: string
  },
): Promise<Withdrawn | undefined> {
  const { conversationId, externalId, at, placeholder, answerPlaceholder } = withdrawal
  await markWithdrawn(unit, conversationId, externalId, at)
  const messageId = await findReference(unit, conversationId, externalId)
  if (messageId === undefined) return undefined
  const row = await unit
    .selectFrom('messages')
    .select(['sequence', 'details', 'text'])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!row) return undefined
  const { eventId } = JSON.parse(row.details) as JsonObject
  const details = JSON.stringify({ withdrawn: true, ...(eventId !== undefined && { eventId }) })
  await unit.updateTable('messages').set({ text: placeholder, details }).where('id', '=', messageId).execute()
  const answers = eventId === undefined ? [] : await madeOf(unit, conversationId, row.sequence, eventId)
  const answerIds = answers.map(({ id }) => id)
  if (answerIds.length > 0) {
    await unit.updateTable('messages').set({ text: answerPlaceholder, details }).where('id', 'in', answerIds).execute()
  }
  await unit
    .updateTable('attachments')
    .set({ status: 'gone', reason: 'withdrawn', content: null, file_name: null })
    .where('message_id', '=', messageId)
    .execute()
  const linked = await everLinked(unit, [conversationId])
  const copied = unit
    .selectFrom('messages')
    .select('id')
    .where('id', 'in', [messageId, ...answerIds])
  await deleteCopies(unit, linked, copied)
  if (typeof eventId === 'string') await emptyEvent(unit, conversationId, eventId)
  await emptyComment(unit, conversationId, row.text)
  await forgetMemory(unit, linked)
  return { answers }
}

/** Answers and drafts that one event led to. */
async function madeOf(
  unit: UnitOfWork,
  conversationId: string,
  afterSequence: number,
  eventId: JsonObject[string],
): Promise<Withdrawn['answers']> {
  const later = await unit
    .selectFrom('messages')
    .select(['id', 'text', 'details'])
    .where('conversation_id', '=', conversationId)
    .where('role', '!=', 'user')
    .where('sequence', '>', afterSequence)
    .orderBy('sequence')
    .limit(LOOKED_AT)
    .execute()
  return later
    .filter(({ details }) => (JSON.parse(details) as JsonObject).eventId === eventId)
    .map(({ id, text }) => ({ id, text }))
}

/** The words may have been the comment of a survey, which is kept by itself. */
async function emptyComment(unit: UnitOfWork, conversationId: string, words: string): Promise<void> {
  const commented = await unit
    .selectFrom('surveys')
    .select(['id', 'comment'])
    .where('conversation_id', '=', conversationId)
    .where('comment', 'is not', null)
    .execute()
  // A long one is kept in part.
  const ids = commented.filter(({ comment }) => comment !== '' && words.startsWith(comment ?? '')).map(({ id }) => id)
  if (ids.length > 0) await unit.updateTable('surveys').set({ comment: null }).where('id', 'in', ids).execute()
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

/** The words of a message as they read after an edit; false when we never had it or it was taken back. */
export async function editMessage(
  unit: UnitOfWork,
  edit: { conversationId: string; externalId: string; text: string; replyTo: JsonObject },
): Promise<boolean> {
  const messageId = await findReference(unit, edit.conversationId, edit.externalId)
  // An edit that comes late, behind the withdrawal, brings no words back.
  if (messageId === undefined || (await isWithdrawn(unit, edit.conversationId, edit.externalId))) return false
  const row = await unit.selectFrom('messages').select('details').where('id', '=', messageId).executeTakeFirst()
  if (!row) return false
  const before = JSON.parse(row.details) as JsonObject
  const { quoteToken } = edit.replyTo
  const replyTo = { ...(before.replyTo as JsonObject | undefined), ...(quoteToken !== undefined && { quoteToken }) }
  const details = JSON.stringify({ ...before, edited: true, ...(before.replyTo !== undefined && { replyTo }) })
  await unit.updateTable('messages').set({ text: edit.text, details }).where('id', '=', messageId).execute()
  return true
}
