import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** A case that was given to somebody waits for them to accept it. */
export async function pushed(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema.alterTable('cases').addColumn('pushed_at', 'bigint').execute()
}
