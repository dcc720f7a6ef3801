import { sql, type Transaction } from 'kysely'
import type { Database } from '../schema.ts'
import type { Store } from '../store.ts'

/** Cases, their trail, the staff who work on them. */
export async function desk(transaction: Transaction<Database>, dialect: Store['dialect']): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('cases')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('team', 'text')
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('urgent', 'integer', (column) => column.notNull())
    .addColumn('label', 'text')
    .addColumn('end_reason', 'text')
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('waiting_since', 'bigint', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint')
    .addColumn('first_reply_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .execute()
  // The database itself keeps the rule: one open case a conversation.
  await sql`create unique index cases_one_open on cases (conversation_id) where state not in ('RESOLVED', 'CANCELLED')`.execute(
    transaction,
  )
  await schema.createIndex('cases_conversation').on('cases').column('conversation_id').execute()
  await schema.createIndex('cases_queue').on('cases').columns(['state', 'waiting_since']).execute()

  await schema
    .createTable('case_events')
    .$call((table) =>
      dialect === 'sqlite'
        ? table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        : table.addColumn('id', 'bigint', (column) => column.generatedByDefaultAsIdentity().primaryKey()),
    )
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id'))
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('from_state', 'text')
    .addColumn('to_state', 'text')
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('case_events_case').on('case_events').columns(['case_id', 'id']).execute()

  await schema
    .createTable('staff')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('login', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()

  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('staff_id', 'text', (column) => column.notNull().references('staff.id').onDelete('cascade'))
    .addColumn('csrf', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('sessions_staff').on('sessions').column('staff_id').execute()
  await schema.createIndex('sessions_expiry').on('sessions').column('expires_at').execute()
}
