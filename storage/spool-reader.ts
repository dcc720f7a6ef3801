import { originOf } from './error-origin.ts'
import { toAppError } from './ground/errors.ts'
import type { Logger } from './ground/logger.ts'
import type { Spool } from './spool.ts'
import type { Store } from './store.ts'
import { createTicker, type Ticker } from './ticker.ts'

const MOST_AT_ONCE = 100
/** What is in the inbox is forgotten so soon; what no hint told of is found as soon. */
const EVERY_MS = 1_000
/** What could not be put into the inbox, though the database could be used, is tried again so often. */
const AGAIN_MS = 60_000

/**
 * Puts what the doors have spooled into the inbox, by `accept`, in the order it came, and forgets it once it is on the disk
 * there. `accept` meets the same again after a crash. One that it throws at stays in the spool and holds up nobody behind it;
 * while the database is out of reach all wait. `stop` looks a last time.
 */
export function createSpoolReader(options: {
  spool: Spool
  store: Pick<Store, 'listen' | 'settle' | 'clock'>
  accept: (taken: string) => Promise<unknown>
  logger: Logger
}): Ticker {
  const { spool, store, accept, logger } = options
  /** Behind this one nothing was tried yet. */
  let after = 0
  let accepted: number[] = []
  /** Those that `accept` threw at. */
  const left = new Set<number>()
  let againAt = 0
  let looking: Promise<void> | undefined
  let hinted = false
  let unlisten: (() => void) | undefined

  async function takeIn(id: number, taken: string): Promise<void> {
    try {
      await accept(taken)
      accepted.push(id)
      left.delete(id)
    } catch (thrown) {
      if (toAppError(thrown).code === 'unavailable') throw thrown
      if (!left.has(id))
        logger.error({ origin: originOf(thrown) }, 'what a door has taken could not be put into the inbox')
      left.add(id)
    }
    after = id
  }

  async function takeAll(): Promise<void> {
    do {
      hinted = false
      for (let rows = spool.read(after, MOST_AT_ONCE); rows.length > 0; rows = spool.read(after, MOST_AT_ONCE)) {
        for (const { id, taken } of rows) await takeIn(id, taken)
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

  async function forgetAccepted(): Promise<void> {
    if (accepted.length === 0) return
    const ids = accepted
    accepted = []
    try {
      await store.settle()
      await spool.forget(ids)
    } catch (thrown) {
      accepted.push(...ids)
      throw thrown
    }
  }

  /** Those left are met again by beginning from the start, where nothing else stands then. */
  function tryLeftAgain(): void {
    const now = store.clock.now()
    if (left.size === 0 || now < againAt) return
    againAt = now + AGAIN_MS
    if (accepted.length === 0) after = 0
  }

  const ticker = createTicker({
    name: 'spool',
    everyMs: EVERY_MS,
    logger,
    async work() {
      await look()
      await forgetAccepted()
      tryLeftAgain()
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
      await look()
        .then(forgetAccepted)
        .catch(() => {})
    },
  }
}
