import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { writeAudit } from './audit.ts'
import type { BackgroundGate } from './background-gate.ts'
import { isConflictOfTransactions, isDatabaseUnavailable } from './database-errors.ts'
import type { Durability, Survives } from './durability.ts'
import type { Clock } from './ground/clock.ts'
import { AppError } from './ground/errors.ts'
import type { Identifiers } from './ground/identifiers.ts'
import type { Database, Queryable, UnitOfWork } from './schema.ts'
import type { Topic } from './store.ts'
import { bindUnit } from './unit-of-work.ts'

const maximumTries = 6

interface Done<T> {
  result: T
  touched: ReadonlySet<Topic>
  ready: ReadonlyMap<Topic, readonly string[]>
}

type Work<T> = (unit: UnitOfWork, touch: (topic: Topic) => void) => Promise<T>

export interface TransactionOptions {
  /** Work of our own, for which nobody outside waits: it passes the gate. */
  background?: boolean
  /** `power loss` when absent. */
  survives?: Survives
}

export interface Transactions {
  /** Runs `work` in one transaction, again from its start when it lost against another one; hints after the commit. */
  transaction<T>(work: Work<T>, options?: TransactionOptions): Promise<T>
  /** The database outside any transaction; throws inside one, where it would wait for itself for ever. */
  outside(): Queryable
}

/** A look into the whole finds the part. */
const wholeOf = (topic: Topic): Topic => (topic.startsWith('outbox/') ? 'outbox' : topic)

/** Units of work over one database. */
export function createTransactions(house: {
  kysely: Kysely<Database>
  durability: Durability
  gate: BackgroundGate
  clock: Clock
  identifiers: Identifiers
  notify: (topic: Topic, ids?: readonly string[]) => void
}): Transactions {
  const { kysely, durability, gate, clock, identifiers, notify } = house
  const current = new AsyncLocalStorage<{ open: boolean }>()

  const refuseInside = () => {
    if (current.getStore()?.open) throw new AppError('internal', 'inside a transaction: use the unit it was given')
  }

  async function runOnce<T>(work: Work<T>, survives: Survives): Promise<Done<T>> {
    const touched = new Set<Topic>()
    const ready = new Map<Topic, string[]>()
    const scope = { open: true }
    try {
      const result = await current.run(scope, () =>
        kysely.transaction().execute(async (transaction) => {
          await durability.begin(transaction, survives)
          const unit = bindUnit(transaction, { clock, identifiers, touched, ready, audit: [] })
          const done = await work(unit, (topic) => touched.add(topic))
          await writeAudit(unit)
          return done
        }),
      )
      return { result, touched, ready }
    } finally {
      scope.open = false
    }
  }

  return {
    async transaction(work, { background = false, survives = 'power loss' } = {}) {
      refuseInside()
      const attemptOnce = () => runOnce(work, survives)
      for (let attempt = 1; ; attempt += 1) {
        try {
          const { result, touched, ready } = await (background ? gate.pass(attemptOnce) : attemptOnce())
          await durability.committed(survives, !background)
          // Last: the work that it wakes does not get in the way of who waits for this one.
          for (const topic of touched) notify(topic)
          for (const [topic, ids] of ready) if (!touched.has(wholeOf(topic))) notify(topic, ids)
          return result
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
