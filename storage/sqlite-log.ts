import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from './ground/errors.ts'

/** SQLite's write-ahead log of one database. */
export interface SqliteLog {
  /**
   * Resolves once all that was committed before the call outlasts a loss of power; rejects as the disk does. Who does not
   * come first waits for those who do, and never they for him.
   */
  settle(goesFirst: boolean): Promise<void>
  /** Sees to it that what was committed is on the disk within a second; nobody waits for it. */
  settleSoon(): void
  close(): Promise<void>
}

const SOON_MS = 500

/**
 * Brings commits to the disk beside the event loop: SQLite itself would stop the whole process for each. Commits that
 * come while the disk is at work share the next turn of it; whom somebody outside waits for does not wait for a turn that
 * began for our own work. `synchronous = normal` keeps the log in order by itself
 * (https://www.sqlite.org/pragma.html#pragma_synchronous); what it leaves out, the sync at each commit, is done here.
 */
export function createSqliteLog(databasePath: string): SqliteLog {
  const path = `${databasePath}-wal`
  // Each with a handle of its own: of two calls on one, the system tells a failed write to one alone.
  const [first, behind] = [openLog(path), openLog(path)]
  let firstOnes: Promise<void> = Promise.resolve()
  const settleFirst = shareTurns(() => {
    firstOnes = first.sync()
    return firstOnes
  })
  const settleBehind = shareTurns(async () => {
    await firstOnes.catch(() => {})
    await behind.sync()
  })
  let soon: NodeJS.Timeout | undefined
  const settle = (goesFirst: boolean): Promise<void> => {
    clearTimeout(soon)
    soon = undefined
    return goesFirst ? settleFirst() : settleBehind()
  }
  return {
    settle,
    settleSoon() {
      // A disk that fails is told to who waits for it: the next commit that does.
      soon ??= setTimeout(() => settle(false).catch(() => {}), SOON_MS)
    },
    async close() {
      if (soon) await settle(false).catch(() => {})
      await Promise.all([first.close(), behind.close()])
    },
  }
}

function openLog(path: string): { sync(): Promise<void>; close(): Promise<void> } {
  let opened: Promise<FileHandle> | undefined
  const handle = (): Promise<FileHandle> => {
    opened ??= openWithItsName(path).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  return {
    async sync() {
      try {
        await (await handle()).datasync()
      } catch (cause) {
        throw new AppError('unavailable', 'the disk did not take the log of the database', { cause })
      }
    },
    close: async () => (await opened)?.close(),
  }
}

/** A database in memory outlasts nothing. */
export const noLog: SqliteLog = { settle: async () => {}, settleSoon() {}, close: async () => {} }

/** Kept by SQLite for as long as the database is open. A file that is new is only found again once its folder is on the disk. */
async function openWithItsName(path: string): Promise<FileHandle> {
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
  return open(path, 'r+')
}

/** Calls `work` one at a time. Who calls while it runs gets the next turn, since this one may have begun too early. */
function shareTurns(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        running = work()
        return running
      })
    return next
  }
}
