import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** What a later reading found in the source of an approved record, saying the same. */
export async function seenAgain(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema.alterTable('published_records').addColumn('seen_content', 'text').execute()
}
