import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** The session that a sign-on takes the place of: the cookie of it does not come with the way back from the provider. */
export async function formerSessions(transaction: Transaction<Database>): Promise<void> {
  await transaction.schema.alterTable('sign_ons').addColumn('replaces', 'text').execute()
}
