import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** That a user is writing to staff at this moment. Short-lived rows, apart from the conversations that turns lock. */
export async function typingSigns(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema
    .createTable('typing_signs')
    .addColumn('conversation_id', 'text', (column) =>
      column.primaryKey().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
}
