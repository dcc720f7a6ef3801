import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** Tokens that language models took, by day in Japan. */
export async function modelUsage(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema
    .createTable('model_usage')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('calls', 'bigint', (column) => column.notNull())
    .addColumn('input_tokens', 'bigint', (column) => column.notNull())
    .addColumn('output_tokens', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('model_usage_pk', ['day', 'model'])
    .execute()
}
