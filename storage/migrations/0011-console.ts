import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** Replies kept for use again, and what staff made of the answers that were proposed to them. */
export async function consoleTables(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('canned_replies')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('team', 'text')
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()

  await schema
    .createTable('suggestion_verdicts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id').onDelete('cascade'))
    .addColumn('login', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('distance', 'integer')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('suggestion_verdicts_at').on('suggestion_verdicts').column('at').execute()
}
