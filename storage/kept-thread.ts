import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { backoffMs } from './backoff.ts'
import { withinDeadline } from './deadline.ts'
import { AppError, messageOf } from './ground/errors.ts'
import type { Logger } from './ground/logger.ts'
import { createThreadCalls, type ThreadCalls } from './ground/thread-calls.ts'

/** A thread that serves for as long as the house does. */
export interface KeptThread<Theirs> {
  /** Of the thread that serves now: `unavailable` from one that ends meanwhile; while a new one begins, calls wait for it. */
  call: ThreadCalls<Theirs>['call']
  /** Asks the thread to `close`, and ends it after `closingMs` at the latest. */
  close(): Promise<void>
}

/** What every kept thread must be able to do. */
interface Closes {
  close(): Promise<void>
}

/**
 * Begins a thread and has it opened; throws what the opening throws. One that ends is replaced, after a pause that grows
 * while that fails.
 */
export async function keepThread<Theirs extends Closes>(options: {
  /** For the log: the thread of whom. */
  name: string
  begin: () => Worker
  /** What this side does for the thread. */
  offers: object
  /** Runs before anybody is let to the thread, also to each that replaces it. */
  open: (calls: ThreadCalls<Theirs>) => Promise<void>
  closingMs: number
  logger: Logger
}): Promise<KeptThread<Theirs>> {
  const { name, offers, open, closingMs, logger } = options
  let thread: Worker | undefined
  let closed = false

  async function begin(): Promise<ThreadCalls<Theirs>> {
    const begun = options.begin()
    thread = begun
    const calls = createThreadCalls<Theirs>(begun, offers)
    let serves = false
    begun.once('error', (err) => logger.error({ err }, `the thread of ${name} has failed`))
    begun.once('exit', () => {
      calls.end(new AppError('unavailable', `the thread of ${name} has ended`))
      if (serves && !closed) current = beginAgain()
    })
    try {
      await open(calls)
    } catch (thrown) {
      await begun.terminate()
      throw thrown
    }
    serves = true
    // What else is open keeps the house alive.
    begun.unref()
    return calls
  }

  async function beginAgain(): Promise<ThreadCalls<Theirs>> {
    for (let failures = 1; ; failures += 1) {
      await sleep(backoffMs(failures))
      if (closed) return closedHouse
      try {
        return await begin()
      } catch (thrown) {
        logger.error({ reason: messageOf(thrown) }, `the thread of ${name} could not be begun again`)
      }
    }
  }

  let current = Promise.resolve(await begin())

  return {
    call: async (called, argument, signal) => (await current).call(called, argument, signal),
    async close() {
      closed = true
      const closing = async () => (await current).call('close', undefined as never)
      await withinDeadline(closing, closingMs).catch(() => {})
      await thread?.terminate()
    },
  }
}

/** For a house that closes: nobody asks any more. */
const closedHouse: ThreadCalls<never> = {
  call: async () => {
    throw new AppError('unavailable', 'the house is closing')
  },
  end() {},
}
