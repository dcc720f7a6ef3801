import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'
import { whileBusy } from './while-busy.ts'
import { noTurns, type WriteTurns } from './write-turns.ts'

const busyTimeoutMs = 5_000
/** 64 MB of log. SQLite moves it into the database by itself from there on; before, a thread of its own does (sqlite-checkpoints.ts). */
const LARGEST_LOG_PAGES = 16_000
/** More than the house has; lists of values of every length are what fills it. */
const KEPT_STATEMENTS = 500

/**
 * Opens the file, making its directories, so that two processes can share it. A commit survives the loss of power once
 * the log has been brought to the disk (sqlite-log.ts). Throws what the system or SQLite throws.
 */
export function openSqliteFile(path: string): DatabaseSync {
  if (path !== ':memory:') makePrivateFile(path)
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs })
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on')
    database.exec(`pragma wal_autocheckpoint = ${LARGEST_LOG_PAGES}`)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** Residents' words live here: a new file is its owner's alone, whatever its folder; SQLite's log takes the same mode. */
function makePrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    // One that is there is never opened beside SQLite: closing it would drop the locks that other connections of this
    // process hold (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Kysely over one connection of node:sqlite; its transactions take their turns with those of other threads. */
export function createSqliteDialect(database: DatabaseSync, turns: WriteTurns = noTurns): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateSqliteDriver(database, turns),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Takes the write lock at the start of a transaction: one that upgrades later can fail half way. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync
  readonly #turns: WriteTurns

  constructor(database: DatabaseSync, turns: WriteTurns) {
    super({ database: adaptDatabase(database) })
    this.#database = database
    this.#turns = turns
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#turns.take()
    try {
      await this.#begin(connection)
    } catch (thrown) {
      this.#turns.giveBack()
      throw thrown
    }
  }

  async #begin(connection: DatabaseConnection): Promise<void> {
    this.#database.exec('pragma busy_timeout = 0')
    try {
      await whileBusy(() => connection.executeQuery(CompiledQuery.raw('begin immediate')), {
        patienceMs: busyTimeoutMs,
        longestPauseMs: 9,
      })
    } finally {
      this.#database.exec(`pragma busy_timeout = ${busyTimeoutMs}`)
    }
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#turns.giveBack()
  }

  /** Also after a commit that failed. A full disk makes SQLite roll back by itself; a second rollback would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      if (this.#database.isTransaction) await super.rollbackTransaction(connection)
    } finally {
      this.#turns.giveBack()
    }
  }
}

/**
 * The shape of better-sqlite3 that Kysely asks for. A statement is prepared once and kept: preparing costs more than most
 * of them do.
 */
function adaptDatabase(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  const prepare = (text: string): SqliteStatement => {
    const statement = database.prepare(text)
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters.map(toSqlite)),
      run: (parameters) => statement.run(...parameters.map(toSqlite)),
      // One that is half read must not be started again by another reader.
      iterate: (parameters) => database.prepare(text).iterate(...parameters.map(toSqlite)),
    }
  }
  return {
    close: () => database.close(),
    prepare: (text) => {
      const found = kept.get(text) ?? prepare(text)
      // Last used goes last; the longest unused goes first.
      kept.delete(text)
      kept.set(text, found)
      const [longestUnused] = kept.keys()
      if (kept.size > KEPT_STATEMENTS && longestUnused !== undefined) kept.delete(longestUnused)
      return found
    },
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value === undefined ? null : (value as SQLInputValue)
}
