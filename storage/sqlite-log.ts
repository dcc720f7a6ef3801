import { fdatasyncSync } from 'node:fs'
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
/** What a turn of the disk may take for a thread to wait for it. */
const QUICK_MS = 4

/**
 * Brings commits to the disk beside the event loop: SQLite itself would stop the whole process for each. Commits that
 * come while the disk is at work share the next turn of it; whom somebody outside waits for does not wait for a turn that
 * began for our own work. `synchronous = normal` keeps the log in order by itself
 * (https://www.sqlite.org/pragma.html#pragma_synchronous); what it leaves out, the sync at each commit, is done here.
 * Where the disk is quick and `mayStop` says so, the thread itself waits for it: handing over to another thread and back
 * takes as long, and longer where the processors are busy.
 */
export function createSqliteLog(databasePath: string, mayStop: () => boolean = () => false): SqliteLog {
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
    if (!goesFirst) return settleBehind.turn()
    // One at a time on one handle, or the failure of one would be told to the other alone.
    const here = !settleFirst.isBusy() && first.tookMs() < QUICK_MS && mayStop()
    return here ? first.syncHere() : settleFirst.turn()
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

interface OpenLog {
  sync(): Promise<void>
  /** In this thread, which stops for it. */
  syncHere(): Promise<void>
  /** Milliseconds of the last turn of the disk. */
  tookMs(): number
  close(): Promise<void>
}

function openLog(path: string): OpenLog {
  let opened: Promise<FileHandle> | undefined
  let file: FileHandle | undefined
  let tookMs = Number.POSITIVE_INFINITY
  const handle = (): Promise<FileHandle> => {
    opened ??= openWithItsName(path).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }

  async function reach(disk: (log: FileHandle) => Promise<void> | void): Promise<void> {
    try {
      file ??= await handle()
      const began = performance.now()
      await disk(file)
      tookMs = performance.now() - began
    } catch (cause) {
      throw new AppError('unavailable', 'the disk did not take the log of the database', { cause })
    }
  }

  return {
    sync: () => reach((log) => log.datasync()),
    syncHere: () => reach((log) => fdatasyncSync(log.fd)),
    tookMs: () => tookMs,
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
function shareTurns(work: () => Promise<void>): { turn(): Promise<void>; isBusy(): boolean } {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  let atWork = false
  return {
    turn() {
      next ??= running
        .catch(() => {})
        .then(() => {
          next = undefined
          atWork = true
          running = work().finally(() => {
            atWork = false
          })
          return running
        })
      return next
    },
    /** Whether one runs or is to run. */
    isBusy: () => atWork || next !== undefined,
  }
}
