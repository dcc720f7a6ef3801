import { everLinked } from './conversation-links.ts'
import { forgetMemory } from './conversations.ts'
import { referenceFact } from './facts.ts'
import { UNCERTAIN } from './held.ts'
import { doneInboxPayload } from './inbox.ts'
import { deleteCopies } from './past-copies.ts'
import type { Queryable, UnitOfWork } from './schema.ts'
import type { InboundEvent } from './types.ts'
import { contextOf } from './unit-of-work.ts'

/**
 * Erases everything that was said in conversations: words, files, answers, drafts, what the platform calls them, what was
 * concluded. Event ids stay, so that nothing is answered again, and the cases with their times, without words.
 */
export async function eraseConversations(unit: UnitOfWork, conversationIds: readonly string[]): Promise<void> {
  const ids = [...conversationIds]
  const linked = await everLinked(unit, ids)
  await deleteCopies(unit, linked, unit.selectFrom('messages').select('id').where('conversation_id', 'in', ids))
  for (const table of ['messages', 'outbox', 'attachments', 'message_references', 'withdrawn_messages'] as const) {
    await unit.deleteFrom(table).where('conversation_id', 'in', ids).execute()
  }
  await unit.deleteFrom('one_time_links').where('conversation_id', 'in', ids).execute()
  await unit
    .deleteFrom('conversation_links')
    .where((where) => where.or([where('conversation_id', 'in', ids), where('other_id', 'in', ids)]))
    .execute()
  const keys = unit.selectFrom('conversations').select('conversation_key').where('id', 'in', ids)
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
  await eraseWordsOfCases(unit, ids)
  await unit.updateTable('surveys').set({ comment: null }).where('conversation_id', 'in', ids).execute()
  // The memory went along wherever the talk went on.
  await forgetMemory(unit, linked)
}

/** What staff and the bot wrote down of cases; topic, result and times stay. */
async function eraseWordsOfCases(unit: UnitOfWork, conversationIds: readonly string[]): Promise<void> {
  const ids = [...conversationIds]
  await unit
    .updateTable('cases')
    .set({ reason: '', label: null, outcome: null, labels: null, company: null })
    .where('conversation_id', 'in', ids)
    .execute()
  await unit.updateTable('case_events').set({ reason: null }).where('conversation_id', 'in', ids).execute()
  const cases = unit.selectFrom('cases').select('id').where('conversation_id', 'in', ids)
  await unit.deleteFrom('faq_candidates').where('case_id', 'in', cases).execute()
  await unit
    .updateTable('consultation_records')
    // Nobody is left to follow up.
    .set({ summary: '', follow_up_on: null })
    .where('case_id', 'in', cases)
    .execute()
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

/** So long a farewell that is held waits for a way that costs nothing; then the address goes without it. */
const FAREWELL_WAITS_MS = 7 * 86_400_000

/** A read, so that looking again and again takes no write lock. */
export async function hasKeysToForget(db: Queryable): Promise<boolean> {
  const row = await db
    .selectFrom('facts')
    .select('name')
    .where('name', 'like', forgetting('%'))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Forgets the addresses whose time has come: the farewell is out, or nobody can tell, it could be read, and the user has
 * not come back since. Returns how many.
 */
export async function forgetKeys(unit: UnitOfWork): Promise<number> {
  const due = await unit.selectFrom('facts').selectAll().where('name', 'like', forgetting('%')).execute()
  let count = 0
  for (const { name, value } of due) {
    const id = name.slice(forgetting('').length)
    if (await isStillTalking(unit, id, Number(value))) continue
    if (!(await cameBack(unit, id, Number(value)))) {
      await unit.deleteFrom('outbox').where('conversation_id', '=', id).execute()
      await unit.deleteFrom('messages').where('conversation_id', '=', id).execute()
      await unit.deleteFrom('message_references').where('conversation_id', '=', id).execute()
      await forgetKey(unit, id)
      count += 1
    }
    await unit.deleteFrom('facts').where('name', '=', name).execute()
  }
  return count
}

/** The key itself and all that is kept by it alone: how Teams reaches the person, and what our own page knows of them. */
async function forgetKey(unit: UnitOfWork, conversationId: string): Promise<void> {
  const known = await unit
    .selectFrom('conversations')
    .select('conversation_key')
    .where('id', '=', conversationId)
    .executeTakeFirst()
  if (known === undefined) return
  const { conversation_key: key } = known
  await unit.deleteFrom('facts').where('name', '=', referenceFact(key)).execute()
  for (const table of ['activities', 'direct_line_conversations'] as const) {
    await unit.deleteFrom(table).where('conversation_key', '=', key).execute()
  }
  const forgotten = { conversation_key: `erased:${conversationId}`, reachable: 0 }
  await unit.updateTable('conversations').set(forgotten).where('id', '=', conversationId).execute()
}

/** So long a page of ours that asks for news now and then finds the farewell. */
const FAREWELL_SHOWN_MS = 10 * 60_000

async function isStillShown(db: Queryable, conversationId: string, since: number): Promise<boolean> {
  if (since > FAREWELL_SHOWN_MS) return false
  const row = await db
    .selectFrom('conversations')
    .select('id')
    .where('id', '=', conversationId)
    .where('door', '=', 'web')
    .executeTakeFirst()
  return row !== undefined
}

async function isStillTalking(unit: UnitOfWork, conversationId: string, erasedAt: number): Promise<boolean> {
  const since = contextOf(unit).clock.now() - erasedAt
  if (await isStillShown(unit, conversationId, since)) return true
  const waitsOn = since < FAREWELL_WAITS_MS
  const unsent = await unit
    .selectFrom('outbox')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', waitsOn ? ['pending', 'held'] : ['pending'])
    // Only a tap would send it again, and it may well have arrived.
    .where((where) => where.or([where('last_error', 'is', null), where('last_error', '!=', UNCERTAIN)]))
    .executeTakeFirst()
  const unread = await unit
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
