import { setPriority } from 'node:os'

/** A ninth of the weight of a usual thread, where the processors are short; all of a processor where they are not. */
const NICE = 10

/**
 * Lets the usual threads of the system go before the calling one. On Linux alone a process id of 0 means the calling thread
 * (setpriority(2), "C library/kernel differences"); elsewhere it would be the whole process, doors and all. Call it late:
 * threads begun by this one inherit it, also those that the runtime keeps for files and names and all threads share.
 */
export function goBehind(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(0, NICE)
  } catch {
    // A sandbox that forbids it: the order of the threads is a courtesy, the work is none.
  }
}
