import { setTimeout as sleep } from 'node:timers/promises'
import { originOf } from './error-origin.ts'
import { AppError, toAppError } from './ground/errors.ts'
import type { Logger } from './ground/logger.ts'
import type { Store, Topic } from './store.ts'

const idlePollMs = 1_000
const busyPollMs = 200
/** Of more a look learns sooner than from their names. */
const MOST_NAMED = 1_000
/** How long `stop` lets running jobs end, unless told otherwise. */
export const defaultDrainMs = 5_000

export interface Worker {
  start(): void
  /** Claims nothing more, lets what runs end within `drainMs`, then aborts it and waits for its release. */
  stop(): Promise<void>
}

/**
 * Claims jobs and runs up to `concurrency` of them at once. Hints of `topics` wake it; it looks by itself at least each
 * second, sooner while there is work. `run` must not throw; its signal is aborted when the pool stops for good.
 */
export function createWorkerPool<Job>(options: {
  name: string
  store: Store
  topics: readonly Topic[]
  /** Hints that come within so many milliseconds share one look; 1 when absent. */
  gatherMs?: number
  concurrency: number
  drainMs: number
  /** With `ids` of a hint one of these, without any the next that is found. */
  claim: (ids?: readonly string[]) => Promise<Job | undefined>
  /** Whether nothing else was there beside a job: saves the look that would find nothing. */
  isLast?: (job: Job) => boolean
  run: (job: Job, stopping: AbortSignal) => Promise<void>
  logger: Logger
}): Worker {
  const { name, store, topics, gatherMs, concurrency, drainMs, claim, isLast, run, logger } = options
  const inFlight = new Set<Promise<void>>()
  const stopping = new AbortController()
  let running = false
  let looking: Promise<void> | undefined
  let hinted = false
  /** Named by hints: these need not be looked for. */
  let named: string[] = []
  /** The last look ended for want of room, not of jobs. */
  let full = false
  let timer: NodeJS.Timeout | undefined
  let gathering: NodeJS.Timeout | undefined
  let unlisten: (() => void)[] = []

  const isFull = () => inFlight.size >= concurrency

  function wake(): void {
    hinted = true
    goOn()
  }

  function goOn(): void {
    if (!running || looking) return
    looking = look().finally(() => {
      looking = undefined
      // A hint that came between its last claim and its end.
      if (hinted || (named.length > 0 && !isFull())) goOn()
    })
  }

  /** Never at once: whoever hinted comes to their end first. */
  function hear(ids?: readonly string[]): void {
    named.push(...(ids ?? []))
    if (!ids || named.length > MOST_NAMED) hinted = true
    gathering ??= setTimeout(() => {
      gathering = undefined
      goOn()
    }, gatherMs)
  }

  /** What hints have named, while there is room; the rest as soon as there is. */
  async function takeNamed(): Promise<boolean> {
    let found = false
    while (running && !hinted && named.length > 0 && !isFull()) {
      const job = await claim(named.splice(0, 1))
      if (job === undefined) continue
      found = true
      launch(job)
    }
    return found
  }

  /** What is named alone puts off no look: it finds what is due again, and what others have left. */
  async function look(): Promise<void> {
    let found = false
    let looked = false
    try {
      found = await takeNamed()
      while (running && hinted) {
        looked = true
        hinted = false
        named = []
        full = isFull()
        while (running && !full) {
          const job = await claim()
          if (job === undefined) break
          found = true
          launch(job)
          if (isLast?.(job)) break
          full = isFull()
        }
      }
    } catch (error) {
      // Out of reach for now; the next poll looks again.
      named = []
      logger.warn({ worker: name, code: toAppError(error).code, origin: originOf(error) }, 'nothing could be claimed')
    }
    if (!running || !(looked || timer === undefined)) return
    clearTimeout(timer)
    timer = setTimeout(wake, found ? busyPollMs : idlePollMs)
  }

  function launch(job: Job): void {
    const done: Promise<void> = run(job, stopping.signal)
      .catch((error: unknown) => {
        logger.error({ worker: name, origin: originOf(error) }, 'the end of a job was not recorded')
      })
      .finally(() => {
        inFlight.delete(done)
        // Else whatever has come since was hinted at.
        if (full) wake()
        else if (named.length > 0) goOn()
      })
    inFlight.add(done)
  }

  return {
    start() {
      if (running) return
      running = true
      unlisten = topics.map((topic) => store.listen(topic, hear))
      wake()
    },
    async stop() {
      running = false
      for (const stop of unlisten) stop()
      clearTimeout(timer)
      clearTimeout(gathering)
      gathering = undefined
      await looking
      const drained = Promise.all(inFlight)
      await Promise.race([drained, sleep(drainMs, undefined, { ref: false })])
      stopping.abort(new AppError('unavailable', 'the process is stopping'))
      await drained
    },
  }
}
