import { type Kysely, sql, type Transaction } from 'kysely'
import { AppError } from './ground/errors.ts'
import { type Migration, migrations } from './migrations/all-migrations.ts'
import { openingTexts } from './opening-texts.ts'
import type { Database } from './schema.ts'
import type { Store } from './store.ts'

type Ledger = Database & { migrations: { name: string; applied_at: number } }

/** Any number, the same in every release: the lock that two starting processes meet at. */
const advisoryLock = 7_203_114

/**
 * Brings the tables up to this release in one transaction, alone: SQLite by its write lock, PostgreSQL by an advisory
 * lock. Throws `unavailable` when the database was written by a newer release.
 */
export async function migrate(
  database: Kysely<Database>,
  dialect: Store['dialect'],
  now: number,
  steps: readonly Migration[] = migrations,
): Promise<string[]> {
  return (database as unknown as Kysely<Ledger>).transaction().execute(async (transaction) => {
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(transaction)
    const applied = await appliedMigrations(transaction)
    const unknown = applied.filter((name) => !steps.some((step) => step.name === name))
    if (unknown.length > 0) {
      throw new AppError('unavailable', `the database holds newer migrations: ${unknown.join(', ')}`, {
        publicText: openingTexts.newer,
        retryable: false,
      })
    }
    const pending = steps.filter((step) => !applied.includes(step.name))
    for (const step of pending) {
      await step.up(transaction as unknown as Transaction<Database>, dialect)
      await transaction.insertInto('migrations').values({ name: step.name, applied_at: now }).execute()
    }
    return pending.map((step) => step.name)
  })
}

async function appliedMigrations(transaction: Transaction<Ledger>): Promise<string[]> {
  await transaction.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute()
  const rows = await transaction.selectFrom('migrations').select('name').execute()
  return rows.map((row) => row.name)
}
