import { setTimeout as sleep } from 'node:timers/promises'
import { isBusy } from './database-errors.ts'

/**
 * Does `work` again while another connection writes, after pauses of up to `longestPauseMs`; after `patienceMs` it throws as
 * SQLite does. SQLite's own wait would stop the whole thread; ours lets the holder of the lock go on if it lives in it.
 */
export async function whileBusy<Result>(
  work: () => Result | Promise<Result>,
  { patienceMs, longestPauseMs }: { patienceMs: number; longestPauseMs: number },
): Promise<Result> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
    }
    await sleep(1 + Math.random() * (longestPauseMs - 1))
  }
}
