import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** Questions that the records did not answer, with the answer of staff: candidates for the records, one a case. */
export async function faqCandidates(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema
    .createTable('faq_candidates')
    .addColumn('case_id', 'text', (column) => column.primaryKey().references('cases.id').onDelete('cascade'))
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('opened_by', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('note', 'text')
    .execute()
  await transaction.schema
    .createIndex('faq_candidates_opened')
    .on('faq_candidates')
    .columns(['status', 'opened_at'])
    .execute()
}
