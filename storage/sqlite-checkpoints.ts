import { Worker } from 'node:worker_threads'
import type { Logger } from './ground/logger.ts'

/** Moves what the log of a SQLite database has gathered into the database itself. */
export interface SqliteCheckpoints {
  /** Told of each commit. */
  committed(): void
  close(): Promise<void>
}

/** A few megabytes of log: little to read at a start after a crash. */
const COMMITS_BETWEEN = 500

/**
 * Has the log moved by a thread of its own, over a connection of its own: it takes two turns of the disk, and in the
 * midst of a commit, where SQLite does it by itself, the whole process would wait for them. Writers go on meanwhile
 * (https://www.sqlite.org/wal.html#ckpt). Should the thread fail, SQLite does it by itself once the log is large
 * (`wal_autocheckpoint`, sqlite-dialect.ts).
 */
export function createSqliteCheckpoints(databasePath: string, logger: Pick<Logger, 'warn'>): SqliteCheckpoints {
  let commits = 0
  let thread: Worker | undefined
  let busy = false

  function begin(): Worker {
    const begun = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData: databasePath })
    // A process that ends does not wait for it: what stands in the log is as safe there.
    begun.unref()
    begun.on('message', () => {
      busy = false
    })
    begun.on('error', (error) => logger.warn({ err: error }, "the thread that moves SQLite's log has failed"))
    begun.once('exit', () => {
      busy = false
      thread = undefined
    })
    return begun
  }

  return {
    committed() {
      commits += 1
      if (commits < COMMITS_BETWEEN || busy) return
      commits = 0
      busy = true
      thread ??= begin()
      thread.postMessage('move')
    },
    async close() {
      await thread?.terminate()
    },
  }
}

/** A database in memory has no log. */
export const noCheckpoints: SqliteCheckpoints = { committed: () => {}, close: async () => {} }
