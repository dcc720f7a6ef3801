import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'
import type { Store } from '../store.ts'

/** What a platform calls our messages, what was taken back, files for staff, one-time links, one person at two doors. */
export async function line(transaction: Transaction<Database>, dialect: Store['dialect']): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('message_references')
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('external_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('message_references_pkey', ['conversation_id', 'external_id'])
    .execute()

  await schema
    .createTable('withdrawn_messages')
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('external_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('withdrawn_messages_pkey', ['conversation_id', 'external_id'])
    .execute()

  await schema
    .createTable('attachments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('external_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('media_type', 'text')
    .addColumn('size', 'bigint')
    .addColumn('content', dialect === 'sqlite' ? 'blob' : 'bytea')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('available_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('attachments_message').on('attachments').column('message_id').execute()
  await schema.createIndex('attachments_conversation').on('attachments').column('conversation_id').execute()
  await schema.createIndex('attachments_waiting').on('attachments').columns(['status', 'available_at']).execute()

  await schema
    .createTable('one_time_links')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()

  await schema
    .createTable('conversation_links')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('other_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('linked_at', 'bigint', (column) => column.notNull())
    .addColumn('unlinked_at', 'bigint')
    .execute()
  await schema.createIndex('conversation_links_one').on('conversation_links').column('conversation_id').execute()
  await schema.createIndex('conversation_links_other').on('conversation_links').column('other_id').execute()

  await schema.createIndex('outbox_held').on('outbox').columns(['status', 'available_at']).execute()
}
