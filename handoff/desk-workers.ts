import { backoffMs } from '../storage/backoff.ts'
import { originOf } from '../storage/error-origin.ts'
import type { Identifiers } from '../storage/ground/identifiers.ts'
import type { Logger } from '../storage/ground/logger.ts'
import type { Store } from '../storage/store.ts'
import { nextDueTimer, postponeTimer, type TimerRow } from '../storage/timers.ts'
import { createWorkerPool, defaultDrainMs, type Worker } from '../storage/worker-pool.ts'
import { createHousekeeping } from './housekeeping.ts'
import { deliverAlert, takeAlert } from './notify/deliver-alerts.ts'
import type { SecurePage } from './reception/secure-page.ts'
import { assignCase, nextAssignment } from './routing/assign.ts'
import { fireTimer } from './timers/fire-timer.ts'

const LONGEST_PAUSE_MS = 600_000
/** Each turn of the bot hints at the desk, and few of them concern a case. */
const GATHER_MS = 50

/**
 * What the desk does by itself: acts when moments come, gives waiting cases to who is there, tells staff outside, and lets
 * go what has to go.
 */
export function createDeskWorkers(house: {
  store: Store
  identifiers: Identifiers
  logger: Logger
  operator: string
  publicUrl?: string | undefined
  securePage?: SecurePage | undefined
}): Worker {
  const { store, logger } = house
  const common = { store, logger, concurrency: 1, drainMs: defaultDrainMs }

  const fire = async (timer: TimerRow): Promise<void> => {
    try {
      await fireTimer(house, timer)
    } catch (thrown) {
      logger.warn({ case: timer.case_id, timer: timer.kind, origin: originOf(thrown) }, 'a timer could not be acted on')
      const again = store.clock.now() + backoffMs(timer.attempts + 1, LONGEST_PAUSE_MS)
      await store.transaction((unit) => postponeTimer(unit, timer, again))
    }
  }

  const workers: { start(): void; stop(): Promise<void> }[] = [
    createHousekeeping(house),
    createWorkerPool({
      ...common,
      name: 'timers',
      topics: ['timers'],
      claim: () => nextDueTimer(store.database, store.clock.now()),
      run: fire,
    }),
    createWorkerPool({
      ...common,
      name: 'routing',
      topics: ['desk'],
      gatherMs: GATHER_MS,
      claim: () => nextAssignment(store),
      run: async (assignment) => void (await assignCase(store, assignment)),
    }),
    createWorkerPool({
      ...common,
      name: 'alerts',
      topics: ['alerts'],
      claim: () => takeAlert(house),
      run: (alert) => deliverAlert(house, alert),
    }),
  ]
  return {
    start() {
      for (const worker of workers) worker.start()
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()))
    },
  }
}
