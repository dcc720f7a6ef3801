import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** What web visitors see, in the order of their watermark. */
export async function web(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('direct_line_conversations')
    .addColumn('conversation_key', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createIndex('direct_line_conversations_seen')
    .on('direct_line_conversations')
    .column('last_seen_at')
    .execute()

  await schema
    .createTable('activities')
    .addColumn('conversation_key', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('activity', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_pkey', ['conversation_key', 'position'])
    .addUniqueConstraint('activities_id', ['conversation_key', 'id'])
    .execute()
}
