import { originOf } from './error-origin.ts'
import { toAppError } from './ground/errors.ts'
import type { Logger } from './ground/logger.ts'
import type { Spool, Spooled } from './spool.ts'
import type { Store } from './store.ts'
import { createTicker, type Ticker } from './ticker.ts'

/** What is read together goes into the inbox together: one transaction for a backlog. */
const MOST_AT_ONCE = 200
/** What is in the inbox is forgotten so soon; what no hint told of is found as soon. */
const EVERY_MS = 1_000
/** What could not be put into the inbox, though the database could be used, is tried again so often. */
const AGAIN_MS = 60_000
/** Emptying the files lets the next who take in wait for their growth as well: only once nobody has come for so long. */
const QUIET_MS = 60_000

/**
 * Puts what the doors have spooled into the inbox, by `accept`, in the order it came, and forgets it once it is on the disk
 * there. `accept` meets the same again after a crash. What it throws at alone stays in the spool and holds up nobody behind
 * it; while the database is out of reach all wait. `stop` looks a last time.
 */
export function createSpoolReader(options: {
  spool: Spool
  store: Pick<Store, 'listen' | 'settle' | 'clock'>
  accept: (taken: readonly string[]) => Promise<unknown>
  logger: Logger
}): Ticker {
  const { spool, store, accept, logger } = options
  /** Behind this one nothing was tried yet. */
  let after = 0
  let accepted: number[] = []
  let left: Spooled[] = []
  let againAt = 0
  let looking: Promise<void> | undefined
  let hinted = false
  let isTidy = false
  let forgotAt = 0
  let unlisten: (() => void) | undefined

  /** False when `accept` threw at them; throws when the database is out of reach. */
  async function takeIn(rows: readonly Spooled[]): Promise<boolean> {
    try {
      await accept(rows.map(({ taken }) => taken))
    } catch (thrown) {
      if (toAppError(thrown).code === 'unavailable') throw thrown
      if (rows.length === 1) {
        logger.error({ origin: originOf(thrown) }, 'what a door has taken cannot be put into the inbox')
      }
      return false
    }
    accepted.push(...rows.map(({ id }) => id))
    return true
  }

  async function takeEach(rows: readonly Spooled[]): Promise<void> {
    for (const row of rows) {
      if (!(await takeIn([row]))) left.push(row)
      after = row.id
    }
  }

  async function takeAll(): Promise<void> {
    do {
      hinted = false
      for (let rows = spool.read(after, MOST_AT_ONCE); rows.length > 0; rows = spool.read(after, MOST_AT_ONCE)) {
        if (await takeIn(rows)) after = rows.at(-1)?.id ?? after
        else await takeEach(rows)
      }
    } while (hinted)
  }

  /** One at a time, or what came later could go first. */
  function look(): Promise<void> {
    hinted = true
    looking ??= takeAll().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function tryLeftAgain(): Promise<void> {
    const now = store.clock.now()
    if (left.length === 0 || now < againAt) return
    againAt = now + AGAIN_MS
    const taken = new Set<Spooled>()
    for (const row of [...left]) if (await takeIn([row])) taken.add(row)
    // Meanwhile others may have been left.
    left = left.filter((row) => !taken.has(row))
  }

  async function forgetAccepted(): Promise<void> {
    const ids = accepted
    accepted = []
    try {
      if (ids.length > 0) {
        await store.settle()
        await spool.forget(ids)
        isTidy = false
        forgotAt = store.clock.now()
      } else if (!isTidy && store.clock.now() - forgotAt >= QUIET_MS) {
        isTidy = spool.tidy()
      }
    } catch (thrown) {
      accepted.push(...ids)
      throw thrown
    }
  }

  const ticker = createTicker({
    name: 'spool',
    everyMs: EVERY_MS,
    logger,
    async work() {
      await look()
      await tryLeftAgain()
      await forgetAccepted()
    },
  })
  return {
    start() {
      unlisten ??= store.listen('spool', () => {
        // The next round tells of what went wrong.
        look().catch(() => {})
      })
      ticker.start()
    },
    async stop() {
      unlisten?.()
      unlisten = undefined
      await ticker.stop()
      try {
        await look()
        await forgetAccepted()
        spool.tidy()
      } catch (thrown) {
        logger.warn({ code: toAppError(thrown).code }, 'the spool was not emptied; the next start does it')
      }
    },
  }
}
