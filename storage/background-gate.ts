import { setImmediate as turnOfTheLoop } from 'node:timers/promises'

/** Runs `work` when its turn has come; resolves and rejects as it does. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Lets one piece of background work through at a time, and the event loop turn once before each. Over SQLite a whole
 * backlog would otherwise be worked off without a single wait, and nobody outside would be heard meanwhile: LINE gives
 * up a webhook after two seconds.
 */
export function createBackgroundGate(): Gate {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = before.then(() => turnOfTheLoop()).then(work)
    before = mine.catch(() => {})
    return mine
  }
}
