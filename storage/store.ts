import type { Clock } from './ground/clock.ts'
import type { Queryable, UnitOfWork } from './schema.ts'
import type { Spool } from './spool.ts'
import type { DeliveryResult, DoorName, InboundEvent, LeasedEvent, OutboxItem } from './types.ts'

/** Hints between workers of one process. They save waiting, they are never the truth: every reader also polls. */
export type Topic = 'spool' | 'inbox' | OutboxTopic | 'desk' | 'activities' | 'timers' | 'alerts' | 'presence'

/** What is new for one door, with its ids, or anything in the outbox. */
export type OutboxTopic = 'outbox' | `outbox/${DoorName}`

export interface LeasedDelivery {
  item: OutboxItem
  leaseToken: string
  /** The rows whose turn it was as well, by id, where it was looked for. */
  seenBeside: readonly string[]
}

/** How a row goes out, in the transaction that begins its first try. */
export type MakePlan = (unit: UnitOfWork, item: OutboxItem) => Promise<OutboxItem['plan']>

/**
 * The ground of the house over SQLite or PostgreSQL. Every method is one short transaction.
 * The same contract suite runs on both (tests/contracts/store.contract.ts).
 */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres'
  /** Where a thread of its own opens the same database; undefined for one in memory, which nobody else can open. */
  readonly url: string | undefined
  /** For reads outside a transaction. */
  readonly database: Queryable
  readonly clock: Clock
  /** Where a door puts what need not be in the inbox at once; undefined where the database lets several write at a time. */
  readonly spool: Spool | undefined

  /** Runs `work` in one transaction (`BEGIN IMMEDIATE` on SQLite; serialisation failures are retried). */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T>

  /**
   * Stores events durably and makes their conversations; an event id seen before is skipped. `also` runs in the
   * same transaction with those that were new. Returns the new event ids. What is `spooled` is kept there until a later
   * `settle`: it waits for no disk, and for whoever waits at a door.
   */
  acceptEvents(
    events: readonly InboundEvent[],
    also?: (unit: UnitOfWork, accepted: readonly InboundEvent[]) => Promise<void>,
    options?: { spooled?: boolean },
  ): Promise<string[]>

  /**
   * The next event of a lane nobody works on, in the order `occurredAt` within the lane; of several lanes the one that
   * has waited longest since it was last served. With `ids` (of a hint) one of these, if its turn has come: nothing is looked for.
   */
  claimEvent(leaseMs: number, ids?: readonly string[]): Promise<LeasedEvent | undefined>
  /** Lengthens the lease of a slow turn; false when it was lost. */
  extendLease(leased: LeasedEvent, leaseMs: number): Promise<boolean>
  /**
   * Ends a turn: checks the lease, runs `work`, marks the inbox row done and frees the lane, all in one transaction.
   * `lost` (and nothing written) when another worker has taken the lane since.
   */
  completeEvent(leased: LeasedEvent, work: (unit: UnitOfWork) => Promise<void>): Promise<'completed' | 'lost'>
  /** Gives the event back to be tried again after `retryAfterMs`, or puts it with the dead letters. */
  releaseEvent(leased: LeasedEvent, error: string, retryAfterMs: number | 'dead'): Promise<void>

  /**
   * Takes the oldest unsent row of a conversation whose earlier rows are finished, for one of `doors`, and writes down,
   * before the door is called, that a try begins and by which plan. `makePlan` is asked where none is kept; with `ids` (of a
   * hint) one of these is taken, if its turn has come, and nothing is looked for.
   */
  beginDelivery(
    doors: readonly DoorName[],
    leaseMs: number,
    makePlan?: MakePlan,
    ids?: readonly string[],
  ): Promise<LeasedDelivery | undefined>
  finishAttempt(delivery: LeasedDelivery, result: DeliveryResult, retryAfterMs: number): Promise<void>

  /** Resolves once all that was committed before outlasts a loss of power: before a door is called for a delivery that was begun. */
  settle(): Promise<void>

  /** Wakes those who wait in this process. */
  notify(topic: Topic): void
  /** Calls `listener` on each hint, with the ids of what is new where they are known; returns the way to stop. */
  listen(topic: Topic, listener: (ids?: readonly string[]) => void): () => void

  /**
   * Somebody outside waits for us: what the workers write holds back until the returned function is called, for fifty
   * milliseconds at most.
   */
  goFirst(): () => void

  /** Dead letters, newest first, for staff and `doctor`. */
  deadLetters(limit: number): Promise<{ id: string; conversationId: string; error: string; receivedAt: number }[]>
  /** A write and a read: rejects when messages could not be taken. */
  probe(): Promise<void>
  close(): Promise<void>
}
