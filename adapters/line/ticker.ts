import { messageOf } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'

/** Work done again and again; nobody waits on its moment, what it looks at are rows. */
export interface Ticker {
  start(): void
  /** Lets the round under way end. */
  stop(): Promise<void>
}

/** Runs `work` at once and then `everyMs` after its end; a throw is logged and the next round comes all the same. */
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

  function round(): void {
    running = work()
      .catch((thrown: unknown) =>
        logger.warn({ ticker: name, reason: messageOf(thrown).slice(0, 80) }, 'a round failed'),
      )
      .finally(() => {
        if (!stopped) timer = setTimeout(round, everyMs)
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
