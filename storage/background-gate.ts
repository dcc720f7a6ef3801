import { setTimeout as sleep, setImmediate as turnOfTheLoop } from 'node:timers/promises'

/** How long background work waits for those from outside: a slow one, or one after the other, must not stop the house. */
const PATIENCE_MS = 50

export interface BackgroundGate {
  /** Runs `work` when its turn has come; resolves and rejects as it does. */
  pass<T>(work: () => Promise<T>): Promise<T>
  /** Somebody outside waits: background work holds back until the function is called, for fifty milliseconds at most. */
  goFirst(): () => void
}

/**
 * Lets one piece of background work through at a time, the event loop turn once before each, and those who are waited
 * for go first. Over SQLite a whole backlog would otherwise be worked off without a single wait, and nobody outside would
 * be heard meanwhile: LINE gives up a webhook after two seconds.
 */
export function createBackgroundGate(): BackgroundGate {
  let before: Promise<unknown> = Promise.resolve()
  let outside = 0
  let free = Promise.withResolvers<void>()

  async function myTurn(): Promise<void> {
    await turnOfTheLoop()
    if (outside === 0) return
    const patience = new AbortController()
    const { signal } = patience
    await Promise.race([free.promise, sleep(PATIENCE_MS, undefined, { signal }).catch(() => {})])
    patience.abort()
  }

  return {
    pass(work) {
      const mine = before.then(myTurn).then(work)
      before = mine.catch(() => {})
      return mine
    },
    goFirst() {
      if (outside === 0) free = Promise.withResolvers()
      outside += 1
      let over = false
      const end = () => {
        if (over) return
        over = true
        clearTimeout(timer)
        outside -= 1
        if (outside === 0) free.resolve()
      }
      const timer = setTimeout(end, PATIENCE_MS)
      return end
    },
  }
}

/** Where the database works in a process of its own, nobody is held up by what goes on beside. */
export const openGate: BackgroundGate = { pass: (work) => work(), goFirst: () => () => {} }
