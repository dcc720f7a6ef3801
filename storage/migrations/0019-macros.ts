import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** Several things that staff do to a case at once, kept under a name. */
export async function macros(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema
    .createTable('macros')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('team', 'text')
    .addColumn('steps', 'text', (column) => column.notNull())
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()
}
