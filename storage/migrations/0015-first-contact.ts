import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** When a user was told what is kept of them. Who was never marked is told once more: too often is better than never. */
export async function firstContact(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema.alterTable('conversations').addColumn('first_contact_at', 'bigint').execute()
}
