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
  /** With `ids` one of these, without any the next that is found. */
  claim: (ids?: readonly string[]) => Promise<Job | undefined>
  /** The ids of what was found beside a job: saves the looks that would find it again, or nothing. */
  seenBeside?: (job: Job) => readonly string[] | undefined
  run: (job: Job, stopping: AbortSignal) => Promise<void>
  logger: Logger
}): Worker {
  const { name, store, topics, gatherMs, concurrency, drainMs, claim, seenBeside, run, logger } = options
  const inFlight = new Set<Promise<void>>()
  const stopping = new AbortController()
  let running = false
  let looking: Promise<void> | undefined
  /** A look is due. */
  let hinted = false
  /** Named by hints, or seen at the last look: these need not be looked for. */
  let named: string[] = []
  /** The last look may not have seen everything: another is due once all that has a name is taken. */
  let more = false
  let launchedAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let gathering: NodeJS.Timeout | undefined
  let unlisten: (() => void)[] = []

  const isDue = () => running && inFlight.size < concurrency && (hinted || more || named.length > 0)

  function wake(): void {
    hinted = true
    goOn()
  }

  function pollSoon(): void {
    clearTimeout(timer)
    const isBusy = inFlight.size > 0 || performance.now() - launchedAt < idlePollMs
    if (running) timer = setTimeout(wake, isBusy ? busyPollMs : idlePollMs)
  }

  function goOn(): void {
    if (looking || !isDue()) return
    looking = look().finally(() => {
      looking = undefined
      // A hint that came between its last claim and its end.
      goOn()
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

  async function claimAnew(): Promise<Job | undefined> {
    hinted = false
    more = false
    named = []
    // Set at once, since names may keep the look going on: what is due again has none.
    const job = await claim().finally(pollSoon)
    if (job === undefined) return undefined
    const beside = seenBeside?.(job)
    more = beside === undefined || beside.length > 0
    // Behind them what hints have named meanwhile.
    named = [...new Set([...(beside ?? []), ...named])]
    return job
  }

  /** What is named needs no look, and puts off none that is due: it finds what is due again, and what others have left. */
  async function look(): Promise<void> {
    try {
      while (isDue()) {
        const byName = !hinted && named.length > 0
        const job = byName ? await claim(named.splice(0, 1)) : await claimAnew()
        if (job !== undefined) launch(job)
      }
    } catch (error) {
      // Out of reach for now; the next poll looks again.
      named = []
      more = false
      logger.warn({ worker: name, code: toAppError(error).code, origin: originOf(error) }, 'nothing could be claimed')
    }
  }

  function launch(job: Job): void {
    launchedAt = performance.now()
    const done: Promise<void> = run(job, stopping.signal)
      .catch((error: unknown) => {
        logger.error({ worker: name, origin: originOf(error) }, 'the end of a job was not recorded')
      })
      .finally(() => {
        inFlight.delete(done)
        goOn()
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
