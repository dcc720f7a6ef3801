import { backoffMs } from './backoff.ts'
import { withinDeadline } from './deadline.ts'
import { originOf } from './error-origin.ts'
import { AppError, toAppError } from './ground/errors.ts'
import type { Logger } from './ground/logger.ts'
import type { Store } from './store.ts'
import type { LeasedEvent } from './types.ts'
import { createWorkerPool, defaultDrainMs, type Worker } from './worker-pool.ts'

const leaseMs = 30_000
const renewEveryMs = 10_000
const maximumAttempts = 5

export interface LaneRunnerOptions {
  store: Store
  /** Runs the turn and itself calls `store.completeEvent`; a throw is tried again later. */
  handle: (leased: LeasedEvent, signal: AbortSignal) => Promise<void>
  /**
   * Told once an event is given up, while its lane is still held; the row then becomes a dead letter. May be told
   * again when the process ends in between.
   */
  onDead: (leased: LeasedEvent) => Promise<void>
  logger: Logger
  /** Conversations worked on at once; 4 when absent. */
  concurrency?: number
  /** Milliseconds; 20 000 when absent. */
  turnDeadlineMs?: number
  /** How long `stop` waits before it aborts what runs; 5 000 when absent. */
  drainMs?: number
}

/** Takes events from the inbox, one conversation at a time each, and has them handled; five tries, then staff see it. */
export function createLaneRunner(options: LaneRunnerOptions): Worker {
  const { store, handle, onDead, logger, concurrency = 4, turnDeadlineMs = 20_000 } = options

  async function runTurn(leased: LeasedEvent, stopping: AbortSignal): Promise<void> {
    // A process that ends in the middle of a turn never reports: the attempts counted at the claim tell of it.
    if (leased.attempt > maximumAttempts) return bury(leased, 'interrupted')
    const lost = new AbortController()
    const renewal = setInterval(() => renew(leased, lost), renewEveryMs)
    try {
      await withinDeadline((signal) => handle(leased, signal), turnDeadlineMs, [stopping, lost.signal])
      // Without effect after completeEvent; a handler that forgot it must not keep the user waiting for the lease.
      await store.releaseEvent(leased, 'not completed', backoffMs(leased.attempt))
    } catch (thrown) {
      await giveBack(leased, toAppError(thrown), stopping.aborted)
    } finally {
      clearInterval(renewal)
    }
  }

  function renew(leased: LeasedEvent, lost: AbortController): void {
    store.extendLease(leased, leaseMs).then(
      (kept) => {
        if (!kept) lost.abort(new AppError('conflict', 'the lane was taken over'))
      },
      (error: unknown) => logger.warn({ ...idsOf(leased), code: toAppError(error).code }, 'a lease was not renewed'),
    )
  }

  async function giveBack(leased: LeasedEvent, error: AppError, stopping: boolean): Promise<void> {
    logger.warn({ ...idsOf(leased), code: error.code, origin: originOf(error) }, 'a turn failed')
    if (stopping) return store.releaseEvent(leased, 'stopped', 0)
    if (leased.attempt >= maximumAttempts) return bury(leased, error.code)
    return store.releaseEvent(leased, error.code, backoffMs(leased.attempt))
  }

  async function bury(leased: LeasedEvent, reason: string): Promise<void> {
    logger.error({ ...idsOf(leased), reason }, 'an event was given up')
    try {
      await withinDeadline(() => onDead(leased), turnDeadlineMs)
    } catch (error) {
      logger.error({ ...idsOf(leased), origin: originOf(error) }, 'nobody could be told of a dead letter')
    }
    await store.releaseEvent(leased, reason, 'dead')
  }

  return createWorkerPool({
    name: 'lanes',
    store,
    topics: ['inbox'],
    concurrency,
    drainMs: options.drainMs ?? defaultDrainMs,
    claim: (ids) => store.claimEvent(leaseMs, ids),
    seenBeside: (leased) => leased.seenBeside,
    run: runTurn,
    logger,
  })
}

const idsOf = (leased: LeasedEvent) => ({
  event: leased.event.eventId,
  conversation: leased.conversation.id,
  attempt: leased.attempt,
})
