import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** A case may rest until a moment that its owner chose. */
export async function snooze(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction
  await schema.alterTable('cases').addColumn('snoozed_until', 'bigint').execute()
  await schema.createIndex('cases_snoozed').on('cases').column('snoozed_until').execute()
}
