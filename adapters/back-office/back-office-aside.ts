import { Worker } from 'node:worker_threads'
import { callConsultant } from '../../bot/aside/call-consultant.ts'
import type { Records } from '../../bot/aside/consultant-task.ts'
import type { Consultant } from '../../bot/consultant.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { keepThread } from '../../storage/kept-thread.ts'
import type { Place } from '../../storage/neighbours.ts'
import type { InboundEvent } from '../../storage/types.ts'
import type { BackOfficeTask, HouseOffers, PlacedTask, ThreadOffers } from './back-office-task.ts'

/** The back office in a thread of its own. */
export interface BackOfficeAside {
  /** For the desk: what the consultant would say. */
  consultant: Consultant
  /** What is answered from now; exchanged whole. */
  readonly records: Records
  /** The user id of the LINE account, once LINE has told it. */
  lineAccount(): string | undefined
  markRead(replyTo: InboundEvent['replyTo']): void
  /** Begins to work on what the doors take in. */
  start(): Promise<void>
  /** Rejects, or does not resolve, while no message would be answered. */
  isThere(): Promise<void>
  /** Has the records read again. */
  reload(reason: string): Promise<void>
  /** Lets what is under way end. */
  close(): Promise<void>
}

/** More than lanes and dispatcher take to drain; one that does not close by itself is ended. */
const CLOSING_MS = 15_000

function beginThread(task: BackOfficeTask, place: Place): Worker {
  const script = new URL('./back-office-thread.ts', import.meta.url)
  return new Worker(script, { workerData: { ...task, place } satisfies PlacedTask, transferList: [place.port] })
}

/**
 * Opens everything behind the doors in a thread of its own: who waits at a door must not wait for it. Throws what the
 * opening throws. A thread that ends is replaced; the doors go on taking messages meanwhile.
 */
export async function backOfficeAside(
  task: BackOfficeTask,
  house: { ground: () => Promise<unknown>; newPlace: () => Place },
  logger: Logger,
  newThread = beginThread,
): Promise<BackOfficeAside> {
  let records: Records = new Map()
  let lineAccount: string | undefined
  let working = false
  const offers: HouseOffers = {
    async ground() {
      await house.ground()
    },
    served(exchanged) {
      records = exchanged
    },
    lineAccount(ownId) {
      lineAccount = ownId
    },
  }
  const thread = await keepThread<ThreadOffers>({
    name: 'the back office',
    begin: () => newThread(task, house.newPlace()),
    offers,
    async open(calls) {
      await calls.call('open', undefined)
      if (working) await calls.call('start', undefined)
    },
    closingMs: CLOSING_MS,
    logger,
  })

  return {
    consultant: callConsultant(thread, task.consultant),
    get records() {
      return records
    },
    lineAccount: () => lineAccount,
    markRead(replyTo) {
      // What LINE shows as read is a courtesy: a thread that is just replaced marks nothing.
      thread.call('markRead', replyTo).catch(() => {})
    },
    async start() {
      working = true
      await thread.call('start', undefined)
    },
    isThere: () => thread.call('ping', undefined),
    reload: (reason) => thread.call('reload', reason),
    close: thread.close,
  }
}
