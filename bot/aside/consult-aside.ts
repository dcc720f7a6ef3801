import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { backoffMs } from '../../storage/backoff.ts'
import { withinDeadline } from '../../storage/deadline.ts'
import { AppError, messageOf } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { createThreadCalls, type ThreadCalls } from '../../storage/ground/thread-calls.ts'
import type { Consultant } from '../consultant.ts'
import { greeting } from '../greeting.ts'
import type { ConsultantTask, HouseOffers, Records, ThreadOffers } from './consultant-task.ts'

/** The consultant in a thread of its own. */
export interface ConsultantAside {
  consultant: Consultant
  /** What is answered from now; exchanged whole. */
  readonly records: Records
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
  house: Omit<HouseOffers, 'served'>,
  logger: Logger,
  newThread = beginThread,
): Promise<ConsultantAside> {
  let records: Records = new Map()
  let thread: Worker | undefined
  let closed = false
  const ours: HouseOffers = {
    ...house,
    served(exchanged) {
      records = exchanged
    },
  }

  async function begin(): Promise<ThreadCalls<ThreadOffers>> {
    const begun = newThread(task)
    thread = begun
    const calls = createThreadCalls<ThreadOffers>(begun, ours)
    let serves = false
    begun.once('error', (err) => logger.error({ err }, 'the thread of the consultant has failed'))
    begun.once('exit', () => {
      calls.end(new AppError('unavailable', 'the thread of the consultant has ended'))
      if (serves && !closed) current = beginAgain()
    })
    try {
      records = await calls.call('open', undefined)
    } catch (thrown) {
      await begun.terminate()
      throw thrown
    }
    serves = true
    // What else is open keeps the house alive.
    begun.unref()
    return calls
  }

  async function beginAgain(): Promise<ThreadCalls<ThreadOffers>> {
    for (let failures = 1; ; failures += 1) {
      await sleep(backoffMs(failures))
      if (closed) return closedHouse
      try {
        return await begin()
      } catch (thrown) {
        logger.error({ reason: messageOf(thrown) }, 'the thread of the consultant could not be begun again')
      }
    }
  }

  let current = Promise.resolve(await begin())

  return {
    consultant: {
      greeting: () => greeting(task.operator.name),
      turn: async ({ signal, ...input }) => (await current).call('turn', input, signal),
      ...(task.model
        ? { summarise: async (talk, signal) => (await current).call('summarise', talk, signal) }
        : undefined),
    },
    get records() {
      return records
    },
    isThere: async () => (await current).call('ping', undefined),
    reload: async (reason) => (await current).call('reload', reason),
    async close() {
      closed = true
      const closing = async () => (await current).call('close', undefined)
      await withinDeadline(closing, CLOSING_MS).catch(() => {})
      await thread?.terminate()
    },
  }
}

/** For a house that closes: nobody asks any more. */
const closedHouse: ThreadCalls<ThreadOffers> = {
  call: async () => {
    throw new AppError('unavailable', 'the house is closing')
  },
  end() {},
}
