import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { alone, type Neighbourhood } from './neighbours.ts'

/** How long background work waits for those from outside: a slow one, or one after the other, must not stop the house. */
const PATIENCE_MS = 50

export interface BackgroundGate {
  /** Runs `work` when its turn has come; resolves and rejects as it does. */
  pass<T>(work: () => Promise<T>): Promise<T>
  /** Somebody outside waits: background work holds back until the function is called, for fifty milliseconds at most. */
  goFirst(): () => void
  /** How many have asked for that. */
  waiting(): number
}

/**
 * Lets one piece of background work through at a time, the event loop turn once before each, and those who are waited
 * for go first. Over SQLite a whole backlog would otherwise be worked off without a single wait, and nobody outside would
 * be heard meanwhile: LINE gives up a webhook after two seconds. `oneAtATime` is false where the database works in a
 * process of its own: what passes the gate then holds up nobody.
 */
export function createBackgroundGate(options: {
  oneAtATime: boolean
  neighbourhood?: Pick<Neighbourhood, 'atTheDoor' | 'standBack'>
}): BackgroundGate {
  const { oneAtATime, neighbourhood = alone() } = options
  const waiting: (() => unknown)[] = []
  let serving = false
  let outside = 0
  let free = Promise.withResolvers<void>()

  async function untilNobodyWaits(): Promise<void> {
    if (outside === 0) return
    const { promise: patienceEnds, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, PATIENCE_MS)
    await Promise.race([free.promise, patienceEnds])
    clearTimeout(timer)
  }

  async function serve(): Promise<void> {
    if (serving) return
    serving = true
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await turnOfTheLoop()
      await untilNobodyWaits()
      neighbourhood.standBack()
      await next()
    }
    serving = false
  }

  return {
    pass<T>(work: () => Promise<T>) {
      if (!oneAtATime) {
        neighbourhood.standBack()
        return work()
      }
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      waiting.push(() => work().then(resolve, reject))
      void serve()
      return promise
    },
    goFirst() {
      if (outside === 0) free = Promise.withResolvers()
      outside += 1
      neighbourhood.atTheDoor(1)
      let over = false
      const end = () => {
        if (over) return
        over = true
        clearTimeout(timer)
        outside -= 1
        neighbourhood.atTheDoor(-1)
        if (outside === 0) free.resolve()
      }
      const timer = setTimeout(end, PATIENCE_MS)
      return end
    },
    waiting: () => outside,
  }
}
