import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** Which answer of unknown fate a row went out with: one button brings them all. */
export async function doubtedWith(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema.alterTable('outbox').addColumn('doubted_with', 'text').execute()
}
