import type { Queryable, UnitOfWork } from './schema.ts'
import { contextOf } from './unit-of-work.ts'

/** Conversations of the same person, as long as they are linked: the given one first. */
export async function linkedConversations(db: Queryable, conversationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('conversation_links')
    .select(['conversation_id', 'other_id'])
    .where((where) => where.or([where('conversation_id', '=', conversationId), where('other_id', '=', conversationId)]))
    .where('unlinked_at', 'is', null)
    .execute()
  return [...new Set([conversationId, ...rows.flatMap((row) => [row.conversation_id, row.other_id])])]
}

/** Every conversation that this one was ever linked with, itself included: what was copied there is found by it. */
export async function everLinked(db: Queryable, conversationIds: readonly string[]): Promise<string[]> {
  const ids = [...conversationIds]
  const rows = await db
    .selectFrom('conversation_links')
    .select(['conversation_id', 'other_id'])
    .where((where) => where.or([where('conversation_id', 'in', ids), where('other_id', 'in', ids)]))
    .execute()
  return [...new Set([...ids, ...rows.flatMap((row) => [row.conversation_id, row.other_id])])]
}

/** Links two conversations of one person; both threads stay as they are. Twice does nothing. */
export async function linkConversations(unit: UnitOfWork, one: string, other: string): Promise<void> {
  if (one === other || (await linkedConversations(unit, one)).includes(other)) return
  const { clock, identifiers } = contextOf(unit)
  await unit
    .insertInto('conversation_links')
    .values({
      id: identifiers.uuid(),
      conversation_id: one,
      other_id: other,
      linked_at: clock.now(),
      unlinked_at: null,
    })
    .execute()
}

/** Parts what was linked; returns how many links ended. */
export async function unlinkConversation(unit: UnitOfWork, conversationId: string): Promise<number> {
  const result = await unit
    .updateTable('conversation_links')
    .set({ unlinked_at: contextOf(unit).clock.now() })
    .where((where) => where.or([where('conversation_id', '=', conversationId), where('other_id', '=', conversationId)]))
    .where('unlinked_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** What a one-time link is for. */
export type LinkPurpose = 'continue' | 'account-link'

/** Keeps a link that works once, until `expiresAt`; those that have run out go with it. */
export async function keepOneTimeLink(
  unit: UnitOfWork,
  link: { id: string; purpose: LinkPurpose; conversationId: string; expiresAt: number },
): Promise<void> {
  await unit.deleteFrom('one_time_links').where('expires_at', '<', contextOf(unit).clock.now()).execute()
  await unit
    .insertInto('one_time_links')
    .values({ id: link.id, purpose: link.purpose, conversation_id: link.conversationId, expires_at: link.expiresAt })
    .execute()
}

/** Uses a link up: of two who come with it one gets its conversation; undefined for one used, unknown or too old. */
export async function takeOneTimeLink(unit: UnitOfWork, id: string, purpose: LinkPurpose): Promise<string | undefined> {
  const row = await unit
    .deleteFrom('one_time_links')
    .where('id', '=', id)
    .where('purpose', '=', purpose)
    .returning(['conversation_id', 'expires_at'])
    .executeTakeFirst()
  return row && row.expires_at >= contextOf(unit).clock.now() ? row.conversation_id : undefined
}
