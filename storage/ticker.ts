import { backoffMs } from './backoff.ts'
import { messageOf } from './ground/errors.ts'
import type { Logger } from './ground/logger.ts'

/** Work done again and again; nobody waits on its moment, what it looks at are rows. */
export interface Ticker {
  start(): void
  /** Lets the round under way end. */
  stop(): Promise<void>
}

/**
 * Runs `work` at once and then `everyMs` after its end. A throw is logged, and the next round comes after a second, two,
 * four … where that is sooner.
 */
export function createTicker(options: {
  name: string
  everyMs: number
  logger: Logger
  work: () => Promise<void>
}): Ticker {
  const { name, everyMs, logger, work } = options
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = true
  let failures = 0

  function round(): void {
    running = work()
      .then(
        () => {
          failures = 0
        },
        (thrown: unknown) => {
          failures += 1
          logger.warn({ ticker: name, reason: messageOf(thrown).slice(0, 80) }, 'a round failed')
        },
      )
      .finally(() => {
        const pauseMs = failures === 0 ? everyMs : Math.min(everyMs, backoffMs(failures))
        if (!stopped) timer = setTimeout(round, pauseMs)
      })
  }

  return {
    start() {
      if (!stopped) return
      stopped = false
      round()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
