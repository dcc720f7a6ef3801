import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** What users thought of it, what staff write down of a consultation, and the orders that figures are counted in. */
export async function surveyAndRecords(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('surveys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    // The database itself keeps the rule: one survey a case.
    .addColumn('case_id', 'text', (column) => column.unique().references('cases.id'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('score', 'integer')
    .addColumn('comment', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .execute()
  await schema.createIndex('surveys_conversation').on('surveys').columns(['conversation_id', 'asked_at']).execute()
  await schema.createIndex('surveys_asked').on('surveys').column('asked_at').execute()

  await schema
    .createTable('consultation_records')
    .addColumn('case_id', 'text', (column) => column.primaryKey().references('cases.id').onDelete('cascade'))
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('minutes', 'integer')
    .addColumn('follow_up_on', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('written_by', 'text', (column) => column.notNull())
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('consultation_records_follow_up').on('consultation_records').column('follow_up_on').execute()

  // Results come months after the consultation: each has a day of its own, by which it is counted.
  await schema
    .createTable('consultation_results')
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('partner', 'text')
    .addColumn('on_day', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consultation_results_pkey', ['case_id', 'position'])
    .execute()
  await schema.createIndex('consultation_results_day').on('consultation_results').column('on_day').execute()

  await schema.createIndex('messages_at').on('messages').column('at').execute()
  await schema.createIndex('cases_opened').on('cases').column('opened_at').execute()
  await schema.createIndex('outbox_created').on('outbox').columns(['created_at', 'status']).execute()
  await schema.createIndex('conversations_created').on('conversations').column('created_at').execute()
}
