import { AppError } from './ground/errors.ts'
import { openSqliteFile } from './sqlite-dialect.ts'
import { createSqliteLog } from './sqlite-log.ts'
import { whileBusy } from './while-busy.ts'

/**
 * What doors have taken and the back office has not yet put into the inbox, in the order it came. A file of its own beside
 * the database: SQLite has one writer at a time, and who is waited for at a door must not wait for those behind it.
 */
export interface Spool {
  /** Resolves once `taken` outlasts a loss of power. Rejects with `unavailable` when it could not be kept. */
  put(taken: string): Promise<void>
  /** The oldest behind `after`, at most so many. Throws as SQLite does. */
  read(after: number, limit: number): Spooled[]
  /** What stands in the inbox by now, also after a loss of power. */
  forget(ids: readonly number[]): Promise<void>
  /** For a quiet time: leaves nothing to be read in the files of what was forgotten. False when there was none. */
  tidy(): boolean
  close(): Promise<void>
}

export interface Spooled {
  /** Grows, and is never given twice. */
  id: number
  taken: string
}

/** LINE waits for two seconds. */
const PATIENCE_MS = 1_500
/** 4 MB of log: moved into the file by who forgets, never by who takes in. */
const LARGEST_LOG_PAGES = 1_000

/**
 * Opens the spool for one thread; several threads and processes may have it open. Where the doors are it is opened at once,
 * elsewhere when it is first used. Throws what the system or SQLite throws.
 */
export function createSpool(
  path: string,
  options: {
    /** The doors are in this thread. */
    first: boolean
    /** As of `createSqliteLog`. */
    mayStop: () => boolean
  },
): Spool {
  const log = createSqliteLog(path, options.mayStop)
  let opened: ReturnType<typeof prepare> | undefined
  const prepared = () => {
    opened ??= prepare(path, options.first ? 0 : LARGEST_LOG_PAGES)
    return opened
  }
  if (options.first) prepared()

  const write = (work: () => unknown): Promise<unknown> =>
    whileBusy(work, { patienceMs: PATIENCE_MS, longestPauseMs: 1 }).catch((cause: unknown) => {
      throw new AppError('unavailable', 'the spool cannot be used now', { cause })
    })

  return {
    async put(taken) {
      await write(() => prepared().insert.run(taken))
      await log.settle(true)
    },
    read: (after, limit) => prepared().oldest.all(after, limit) as unknown as Spooled[],
    // A row whose end is lost with the power is met again, and known by its event ids.
    async forget(ids) {
      await write(() => prepared().remove.run(JSON.stringify(ids)))
    },
    tidy: () => prepared().empty.get()?.busy === 0,
    async close() {
      await log.close()
      opened?.database.close()
    },
  }
}

function prepare(path: string, largestLogPages: number) {
  const database = openSqliteFile(path)
  try {
    // Ids are not used again: a reader knows by them how far it has come.
    database.exec('create table if not exists spooled (id integer primary key autoincrement, taken text not null)')
    database.exec(`pragma busy_timeout = 0; pragma wal_autocheckpoint = ${largestLogPages}; pragma secure_delete = on`)
    return {
      database,
      insert: database.prepare('insert into spooled (taken) values (?)'),
      oldest: database.prepare('select id, taken from spooled where id > ? order by id limit ?'),
      remove: database.prepare('delete from spooled where id in (select value from json_each(?))'),
      empty: database.prepare('pragma wal_checkpoint(truncate)'),
    }
  } catch (error) {
    database.close()
    throw error
  }
}
