import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/**
 * Many messages of one hold up nobody else: when a conversation had its last turn, when its user was told that they are too
 * many, and an index for what has come of late.
 */
export async function fairLanes(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction
  await schema
    .alterTable('conversations')
    .addColumn('served_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema.alterTable('conversations').addColumn('crowd_told_at', 'bigint').execute()
  await schema.dropIndex('inbox_conversation').execute()
  await schema.createIndex('inbox_conversation').on('inbox').columns(['conversation_id', 'occurred_at']).execute()
}
