import { existsSync } from 'node:fs'
import { Kysely } from 'kysely'
import { type BackgroundGate, createBackgroundGate } from './background-gate.ts'
import { beginDelivery, deliveriesInTurn, recordResult } from './deliveries.ts'
import { type Durability, postgresDurability, sqliteDurability } from './durability.ts'
import { writeFact } from './facts.ts'
import type { Clock } from './ground/clock.ts'
import { AppError } from './ground/errors.ts'
import type { Identifiers } from './ground/identifiers.ts'
import type { Logger } from './ground/logger.ts'
import { insertEvents, listDeadLetters } from './inbox.ts'
import {
  eventsInTurn,
  freeLane,
  hasNext,
  holdsLane,
  leaseEvent,
  markDead,
  markDone,
  markForRetry,
  renewLease,
} from './lanes.ts'
import { migrate } from './migrate.ts'
import { alone, type Neighbourhood } from './neighbours.ts'
import { openingFailure } from './opening-failure.ts'
import { openingTexts } from './opening-texts.ts'
import { createPostgresDialect } from './postgres-dialect.ts'
import type { Database, UnitOfWork } from './schema.ts'
import { createSpool, type Spool } from './spool.ts'
import { createSqliteCheckpoints, noCheckpoints } from './sqlite-checkpoints.ts'
import { createSqliteDialect, openSqliteFile } from './sqlite-dialect.ts'
import { createSqliteLog, noLog } from './sqlite-log.ts'
import type { Store } from './store.ts'
import { createTransactions, type TransactionOptions } from './transactions.ts'

export interface OpenStoreOptions {
  /** `sqlite:<path>`, `sqlite::memory:` or `postgres://…` */
  url: string
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  /** Where other threads of this process open the same database. */
  neighbourhood?: Neighbourhood
}

/** Whether anything can have been kept: false for a SQLite file that nobody has made yet. */
export function databaseExists(url: string): boolean {
  return !url.startsWith('sqlite:') || existsSync(url.slice('sqlite:'.length))
}

/** Opens the database and brings its tables up to date. Throws `unavailable` with a text for the operator. */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { url, clock, logger, neighbourhood = alone() } = options
  try {
    const ground = connect(url, logger, neighbourhood)
    try {
      const applied = await migrate(ground.kysely, ground.dialect, clock.now())
      if (applied.length > 0) logger.info({ applied }, 'the database was brought up to date')
    } catch (error) {
      await ground.close()
      throw error
    }
    return createStore(ground, { ...options, neighbourhood })
  } catch (error) {
    throw openingFailure(url, error)
  }
}

interface Ground {
  kysely: Kysely<Database>
  dialect: Store['dialect']
  durability: Durability
  gate: BackgroundGate
  spool: Spool | undefined
  close(): Promise<void>
}

function connect(url: string, logger: Logger, neighbourhood: Neighbourhood): Ground {
  const { turns, first } = neighbourhood
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length)
    const kysely = new Kysely<Database>({ dialect: createSqliteDialect(openSqliteFile(path), turns) })
    const inMemory = path === ':memory:'
    const gate = createBackgroundGate({ oneAtATime: true, neighbourhood })
    // The doors' thread does little else: it may stop for the disk, unless others wait behind.
    const mayStop = () => first && gate.waiting() <= 1
    const log = inMemory ? noLog : createSqliteLog(path, mayStop)
    const spool = inMemory ? undefined : createSpool(`${path}-spool`, { first, mayStop })
    const checkpoints = inMemory || first ? noCheckpoints : createSqliteCheckpoints(path, logger)
    return {
      kysely,
      dialect: 'sqlite',
      durability: sqliteDurability(log, checkpoints),
      gate,
      spool,
      async close() {
        await checkpoints.close()
        await spool?.close()
        await log.close()
        await kysely.destroy()
      },
    }
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const kysely = new Kysely<Database>({ dialect: createPostgresDialect(url, logger) })
    const gate = createBackgroundGate({ oneAtATime: false, neighbourhood })
    const rest = { durability: postgresDurability, gate, spool: undefined }
    return { kysely, dialect: 'postgres', ...rest, close: () => kysely.destroy() }
  }
  throw new AppError('misuse', 'the database address is of no known kind', { publicText: openingTexts.unknownKind })
}

/**
 * A lease that is lost with the power is a lease that has ended. A turn that is lost is taken again from its event, before any
 * door was called for it: the begin of a delivery waits for the disk, and all that was committed before goes with it. A
 * delivery whose end is lost is tried again; so only one with a plan, which says how to do so without saying it twice.
 */
const redone: TransactionOptions = { background: true, survives: 'crash' }
const result: TransactionOptions = { background: true }

function createStore(ground: Ground, options: OpenStoreOptions & { neighbourhood: Neighbourhood }): Store {
  const { url, clock, identifiers, neighbourhood } = options
  const { dialect, gate } = ground
  const { hints } = neighbourhood
  const { transaction, outside } = createTransactions({ ...ground, clock, identifiers, notify: hints.notify })
  return {
    dialect,
    url: url === 'sqlite::memory:' ? undefined : url,
    clock,
    spool: ground.spool,
    get database() {
      return outside()
    },
    transaction,
    notify: hints.notify,
    listen: hints.listen,
    goFirst: gate.goFirst,

    acceptEvents: (events, also, { spooled = false } = {}) =>
      transaction(
        async (unit) => {
          const accepted = events.length > 0 ? await insertEvents(unit, events) : []
          if (accepted.length > 0) await also?.(unit, accepted)
          return accepted.map((event) => event.eventId)
        },
        spooled ? redone : {},
      ),

    claimEvent: async (leaseMs, ids) => {
      const inTurn = ids ?? (await eventsInTurn(outside(), clock.now()))
      if (inTurn.length === 0) return undefined
      return transaction((unit) => leaseEvent(unit, dialect, inTurn, leaseMs), redone)
    },
    extendLease: (leased, leaseMs) => transaction((unit) => renewLease(unit, leased, leaseMs), redone),
    completeEvent: (leased, work) =>
      transaction(async (unit, touch) => {
        if (!(await freeLane(unit, leased))) return 'lost'
        await work(unit)
        await markDone(unit, leased)
        if (await hasNext(unit, leased.conversation.id)) touch('inbox')
        return 'completed'
      }, redone),
    releaseEvent: async (leased, error, retryAfterMs) => {
      if (!(await holdsLane(outside(), leased))) return
      await transaction(async (unit, touch) => {
        if (!(await freeLane(unit, leased))) return
        if (retryAfterMs === 'dead') await markDead(unit, leased, error)
        else await markForRetry(unit, leased, error, clock.now() + retryAfterMs)
        touch(retryAfterMs === 'dead' ? 'desk' : 'inbox')
      }, result)
    },
    deadLetters: (limit) => listDeadLetters(outside(), limit),

    beginDelivery: async (doors, leaseMs, makePlan, ids) => {
      const inTurn = ids ?? (await deliveriesInTurn(outside(), doors, clock.now()))
      if (inTurn.length === 0) return undefined
      const begin = (unit: UnitOfWork) => beginDelivery(unit, dialect, { doors, inTurn }, leaseMs, makePlan)
      return transaction(begin, ground.durability.settle ? redone : result)
    },
    finishAttempt: (delivery, outcome, retryAfterMs) =>
      transaction(
        (unit) => recordResult(unit, delivery, outcome, retryAfterMs),
        // Without a plan nothing says how to repeat it unheard.
        delivery.item.plan ? redone : result,
      ),
    settle: async () => {
      await ground.durability.settle?.()
    },

    probe: () => transaction((unit) => writeFact(unit, 'probe', String(clock.now()))),
    close: ground.close,
  }
}
