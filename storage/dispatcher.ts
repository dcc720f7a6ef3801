import { backoffMs } from './backoff.ts'
import { isDatabaseUnavailable, isRefusedByPostgres } from './database-errors.ts'
import { withinDeadline } from './deadline.ts'
import { originOf } from './error-origin.ts'
import { type AppError, toAppError } from './ground/errors.ts'
import type { Logger } from './ground/logger.ts'
import type { LeasedDelivery, MakePlan, Store } from './store.ts'
import type { Deliverer, DeliveryResult, DoorName, OutboxItem } from './types.ts'
import { createWorkerPool, defaultDrainMs, type Worker } from './worker-pool.ts'

const leaseMs = 30_000
const deliveryDeadlineMs = 10_000
/** With the longest pause these last for three and a half hours: an outage of the other side costs no message. */
const maximumTries = 30
const longestPauseMs = 600_000
/** Tries that a fault of our own gets: waiting does not mend it, and the conversation behind it is held up. */
const maximumFaults = 12
/** A door may ask for patience, not for ever. */
const longestWaitMs = 3_600_000

interface Begun {
  delivery: LeasedDelivery
  /** Its plan could not be made. */
  fault: AppError | undefined
}

export interface DispatcherOptions {
  store: Store
  /** Rows of a door without a deliverer stay in the outbox. */
  deliverers: Partial<Record<DoorName, Deliverer>>
  logger: Logger
  /** Deliveries in flight at once; 8 when absent. */
  concurrency?: number
  /** How long `stop` waits before it aborts what runs; 5 000 when absent. */
  drainMs?: number
}

/**
 * Sends what the outbox holds, each by its door, in the order of its conversation. The plan and the try are durable
 * before the door is called. A delivery has failed after thirty tries (some three hours), after twelve when the fault
 * is our own, or at once when the door says so.
 */
export function createDispatcher(options: DispatcherOptions): Worker {
  const { store, deliverers, logger, concurrency = 8 } = options
  const doors = (Object.keys(deliverers) as DoorName[]).filter((door) => deliverers[door] !== undefined)

  async function send({ delivery, fault }: Begun, stopping: AbortSignal): Promise<void> {
    const { item } = delivery
    const deliverer = deliverers[item.door]
    if (!deliverer) return
    // Reached only when the process ended in each of the tries.
    if (item.attempts >= maximumTries) return finish(delivery, { status: 'failed', reason: 'interrupted' })
    // Many that begin together share a turn of the disk.
    await store.settle()
    const result = fault ? judgeThrow(fault, item) : await deliver(deliverer, item, stopping)
    if (result.status === 'retry' && stopping.aborted) return finish(delivery, { ...result, afterMs: 0 })
    const last = item.attempts + 1 >= maximumTries
    return finish(delivery, result.status === 'retry' && last ? { status: 'failed', reason: result.reason } : result)
  }

  async function begin(ids?: readonly string[]): Promise<Begun | undefined> {
    let fault: AppError | undefined
    const makePlan: MakePlan = async (unit, item) => {
      fault = undefined
      try {
        return await deliverers[item.door]?.plan?.(unit, item, store.clock.now())
      } catch (thrown) {
        // What the database refuses has undone the transaction: it is begun anew, or fails whole.
        if (isRefusedByPostgres(thrown) || isDatabaseUnavailable(thrown)) throw thrown
        fault = toAppError(thrown)
        return undefined
      }
    }
    const delivery = await store.beginDelivery(doors, leaseMs, makePlan, ids)
    return delivery && { delivery, fault }
  }

  async function deliver(deliverer: Deliverer, item: OutboxItem, stopping: AbortSignal): Promise<DeliveryResult> {
    try {
      return await withinDeadline((signal) => deliverer.deliver(item, signal), deliveryDeadlineMs, [stopping])
    } catch (thrown) {
      logger.warn({ delivery: item.id, door: item.door, origin: originOf(thrown) }, 'a door threw')
      return judgeThrow(toAppError(thrown), item)
    }
  }

  function judgeThrow(error: AppError, item: OutboxItem): DeliveryResult {
    const last = !error.retryable && item.attempts + 1 >= maximumFaults
    return { status: last ? 'failed' : 'retry', reason: error.code }
  }

  async function finish(delivery: LeasedDelivery, result: DeliveryResult): Promise<void> {
    const { item } = delivery
    const asked = result.status === 'retry' ? result.afterMs : undefined
    const retryAfterMs = Math.min(Math.max(asked ?? backoffMs(item.attempts + 1, longestPauseMs), 0), longestWaitMs)
    if (result.status === 'retry' || result.status === 'failed') {
      const fields = { delivery: item.id, conversation: item.conversationId, door: item.door, status: result.status }
      logger.warn({ ...fields, tries: item.attempts + 1 }, 'a delivery did not arrive')
    }
    await store.finishAttempt(delivery, result, retryAfterMs)
  }

  return createWorkerPool({
    name: 'dispatcher',
    store,
    topics: ['outbox', ...doors.map((door) => `outbox/${door}` as const)],
    concurrency,
    drainMs: options.drainMs ?? defaultDrainMs,
    claim: begin,
    seenBeside: ({ delivery }) => delivery.seenBeside,
    run: send,
    logger,
  })
}
