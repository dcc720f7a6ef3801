import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'
import { writeAudit } from './audit.ts'
import { createBackgroundGate, type Gate } from './background-gate.ts'
import { isConflictOfTransactions, isDatabaseUnavailable } from './database-errors.ts'
import type { Clock } from './ground/clock.ts'
import { AppError } from './ground/errors.ts'
import type { Identifiers } from './ground/identifiers.ts'
import type { Database, Queryable, UnitOfWork } from './schema.ts'
import type { Store, Topic } from './store.ts'
import { bindUnit } from './unit-of-work.ts'

const maximumTries = 6

type Work<T> = (unit: UnitOfWork, touch: (topic: Topic) => void) => Promise<T>

export interface TransactionOptions {
  /** Work of our own, for which nobody outside waits: over SQLite it lets those go first who come from outside. */
  background?: boolean
  /**
   * What a commit must outlast; `power loss` when absent. What only `crash` of the process matters for, such as a
   * lease, does not wait for the disk; it can be lost together with the power, never a part of it, and never after a
   * later commit that waited.
   */
  survives?: 'crash' | 'power loss'
}

export interface Transactions {
  /** Runs `work` in one transaction, again from its start when it lost against another one; hints after the commit. */
  transaction<T>(work: Work<T>, options?: TransactionOptions): Promise<T>
  /** The database outside any transaction; throws inside one, where it would wait for itself for ever. */
  outside(): Queryable
}

/** Units of work over one database. */
export function createTransactions(house: {
  kysely: Kysely<Database>
  dialect: Store['dialect']
  clock: Clock
  identifiers: Identifiers
  notify: (topic: Topic) => void
}): Transactions {
  const { kysely, dialect, clock, identifiers, notify } = house
  // PostgreSQL works in a process of its own: there nothing is held up by going side by side.
  const background: Gate = dialect === 'sqlite' ? createBackgroundGate() : (work) => work()
  const current = new AsyncLocalStorage<{ open: boolean }>()

  const refuseInside = () => {
    if (current.getStore()?.open) throw new AppError('internal', 'inside a transaction: use the unit it was given')
  }

  const begin = <T>(
    options: TransactionOptions,
    run: (transaction: Transaction<Database>) => Promise<T>,
  ): Promise<T> =>
    options.survives === 'crash' ? withoutDisk[dialect](kysely, run) : kysely.transaction().execute(run)

  async function runOnce<T>(work: Work<T>, options: TransactionOptions): Promise<T> {
    const touched = new Set<Topic>()
    const scope = { open: true }
    try {
      const result = await current.run(scope, () =>
        begin(options, async (transaction) => {
          const unit = bindUnit(transaction, { clock, identifiers, touched, audit: [] })
          const done = await work(unit, (topic) => touched.add(topic))
          await writeAudit(unit)
          return done
        }),
      )
      scope.open = false
      for (const topic of touched) notify(topic)
      return result
    } finally {
      scope.open = false
    }
  }

  return {
    async transaction(work, options = {}) {
      refuseInside()
      const attemptOnce = () => runOnce(work, options)
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await (options.background ? background(attemptOnce) : attemptOnce())
        } catch (error) {
          if (isConflictOfTransactions(error) && attempt < maximumTries) {
            await sleep(Math.random() * 10 * 2 ** attempt)
            continue
          }
          if (!isDatabaseUnavailable(error)) throw error
          throw new AppError('unavailable', 'the database cannot be used now', { cause: error })
        }
      }
    },
    outside() {
      refuseInside()
      return kysely
    },
  }
}

/** A transaction whose commit does not wait for the disk. */
const withoutDisk: Record<
  Store['dialect'],
  <T>(kysely: Kysely<Database>, run: (transaction: Transaction<Database>) => Promise<T>) => Promise<T>
> = {
  // https://www.sqlite.org/pragma.html#pragma_synchronous
  sqlite: (kysely, run) =>
    kysely.connection().execute(async (connection) => {
      await sql`pragma synchronous = normal`.execute(connection)
      try {
        return await connection.transaction().execute(run)
      } finally {
        await sql`pragma synchronous = full`.execute(connection)
      }
    }),
  // https://www.postgresql.org/docs/current/wal-async-commit.html
  postgres: (kysely, run) =>
    kysely.transaction().execute(async (transaction) => {
      await sql`set local synchronous_commit to off`.execute(transaction)
      return run(transaction)
    }),
}
