import { type Expression, sql } from 'kysely'
import type { UnitOfWork } from './schema.ts'

/** Deletes the copies at our own page of messages said elsewhere, in the conversations that they may have gone to. */
export async function deleteCopies(
  unit: UnitOfWork,
  conversationIds: readonly string[],
  messageIds: Expression<{ id: string }>,
): Promise<void> {
  const keys = unit
    .selectFrom('conversations')
    .select('conversation_key')
    .where('id', 'in', [...conversationIds])
  await unit
    .deleteFrom('activities')
    .where('conversation_key', 'in', keys)
    .where(sql<boolean>`id in (select 'past-' || said.id from ${messageIds} as said)`)
    .execute()
}
