import { sql, type Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** Conversations, what came in, what was said, what goes out. */
export async function messages(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('conversations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('conversation_key', 'text', (column) => column.notNull())
    .addColumn('control', 'text', (column) => column.notNull())
    .addColumn('control_epoch', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text')
    .addColumn('reachable', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('next_sequence', 'bigint', (column) => column.notNull())
    .addColumn('lease_token', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('conversations_door_key', ['door', 'conversation_key'])
    .execute()

  await schema
    .createTable('inbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('occurred_at', 'bigint', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('available_at', 'bigint', (column) => column.notNull())
    .addColumn('last_error', 'text')
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .execute()
  await sql`create index inbox_lane on inbox (conversation_id, occurred_at, sequence) where status = 'pending'`.execute(
    transaction,
  )
  await sql`create index inbox_waiting on inbox (received_at) where status = 'pending'`.execute(transaction)
  await sql`create index inbox_dead on inbox (received_at) where status = 'dead'`.execute(transaction)
  await schema.createIndex('inbox_conversation').on('inbox').column('conversation_id').execute()

  // case_id has no foreign key: cases come with the next migration, and SQLite cannot add one later.
  await schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('case_id', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('private', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addUniqueConstraint('messages_order', ['conversation_id', 'sequence'])
    .execute()
  await schema.createIndex('messages_case').on('messages').column('case_id').execute()

  await schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('reply_to', 'text', (column) => column.notNull())
    .addColumn('retry_key', 'text', (column) => column.notNull().unique())
    .addColumn('plan', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('available_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_token', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('first_attempt_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('outbox_order', ['conversation_id', 'sequence'])
    .execute()
  await sql`create index outbox_lane on outbox (conversation_id, sequence) where status = 'pending'`.execute(
    transaction,
  )
  await sql`create index outbox_waiting on outbox (created_at) where status = 'pending'`.execute(transaction)

  await schema
    .createTable('facts')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
}
