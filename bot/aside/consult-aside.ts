import { Worker } from 'node:worker_threads'
import type { Logger } from '../../storage/ground/logger.ts'
import { keepThread } from '../../storage/kept-thread.ts'
import type { Consultant } from '../consultant.ts'
import { callConsultant } from './call-consultant.ts'
import type { ConsultantTask, HouseOffers, ThreadOffers } from './consultant-task.ts'

/** The consultant in a thread of its own. */
export interface ConsultantAside {
  consultant: Consultant
  /** Rejects, or does not resolve, while no turn would be answered. */
  isThere(): Promise<void>
  /** Has the records read again. */
  reload(reason: string): Promise<void>
  close(): Promise<void>
}

/** One that does not close by itself is ended. */
const CLOSING_MS = 1_000

const beginThread = (task: ConsultantTask): Worker =>
  new Worker(new URL('./consultant-thread.ts', import.meta.url), { workerData: task })

/**
 * Opens library and consultant in a thread of their own: a turn is milliseconds of work, and whoever waits at a door must
 * not wait for it. Throws what the opening throws. A thread that ends is replaced; its turns reject with `unavailable`,
 * and those that come meanwhile wait.
 */
export async function consultAside(
  task: ConsultantTask,
  house: HouseOffers,
  logger: Logger,
  newThread = beginThread,
): Promise<ConsultantAside> {
  const thread = await keepThread<ThreadOffers>({
    name: 'the consultant',
    begin: () => newThread(task),
    offers: house,
    open: async (calls) => house.served(await calls.call('open', undefined)),
    closingMs: CLOSING_MS,
    logger,
  })

  return {
    consultant: callConsultant(thread, task),
    isThere: () => thread.call('ping', undefined),
    reload: (reason) => thread.call('reload', reason),
    close: thread.close,
  }
}
