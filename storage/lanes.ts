import { toConversation } from './conversations.ts'
import { doneInboxPayload, toInboundEvent } from './inbox.ts'
import { hasChanged, keptQuery } from './kept-query.ts'
import type { Queryable, UnitOfWork } from './schema.ts'
import type { Store } from './store.ts'
import type { LeasedEvent } from './types.ts'
import { contextOf } from './unit-of-work.ts'
import { firstReady, pending, waitsIn } from './waiting-rows.ts'

const inboxId = (leased: LeasedEvent) => `${leased.event.door}:${leased.event.eventId}`

/** So many lanes are weighed against each other, those that wait longest. */
const WEIGHED = 32

/**
 * The first waiting event of each lane that nobody works on. An event that waits for its
 * retry holds back the later ones of its lane: order is kept.
 */
function readyEvents(db: Queryable, now: number) {
  return db
    .selectFrom('inbox')
    .innerJoin('conversations', 'conversations.id', 'inbox.conversation_id')
    .where('inbox.status', '=', pending)
    .where('inbox.available_at', '<=', now)
    .where('conversations.lease_until', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('inbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.conversation_id', '=', 'inbox.conversation_id')
            .where('earlier.status', '=', pending)
            .where(({ eb, or, and }) =>
              or([
                eb('earlier.occurred_at', '<', eb.ref('inbox.occurred_at')),
                and([
                  eb('earlier.occurred_at', '=', eb.ref('inbox.occurred_at')),
                  eb('earlier.sequence', '<', eb.ref('inbox.sequence')),
                ]),
              ]),
            ),
        ),
      ),
    )
    .select(['inbox.id as inbox_id', 'inbox.conversation_id', 'inbox.received_at', 'conversations.served_at'])
}

const longestWaiting = keptQuery((db, { now }: { now: number }) =>
  readyEvents(db, now)
    .orderBy('inbox.received_at')
    .orderBy('inbox.occurred_at')
    .orderBy('inbox.sequence')
    .limit(WEIGHED),
)

/**
 * The events whose turn it is, by id, the next one first: a read, so that idle polling never takes the write lock. As if
 * each message had come when the one before it in its conversation was answered: who sends hundreds waits behind
 * everybody who came meanwhile.
 */
export async function eventsInTurn(db: Queryable, now: number): Promise<string[]> {
  const fairly = (ready: { received_at: number; served_at: number }) => Math.max(ready.received_at, ready.served_at)
  const { rows: weighed } = await longestWaiting(db, { now })
  return weighed.toSorted((one, other) => fairly(one) - fairly(other)).map(({ inbox_id }) => inbox_id)
}

const readyById = (db: Queryable, { id, now }: { id: string; now: number }) =>
  readyEvents(db, now).where('inbox.id', '=', id)
const stillReady = {
  sqlite: keptQuery(readyById),
  // Both rows are locked: PostgreSQL then looks at their newest versions before it hands them out.
  postgres: keptQuery((db, event: { id: string; now: number }) =>
    readyById(db, event).forUpdate(['inbox', 'conversations']).skipLocked(),
  ),
}

const takeLane = keptQuery((db, lease: { id: string; token: string; until: number; now: number }) =>
  db
    .updateTable('conversations')
    .set({ lease_token: lease.token, lease_until: lease.until })
    .where('id', '=', lease.id)
    .where('lease_until', '<=', lease.now)
    .returningAll(),
)
const countAttempt = keptQuery((db, { id }: { id: string }) =>
  db
    .updateTable('inbox')
    .set((column) => ({ attempts: column('attempts', '+', 1) }))
    .where('id', '=', id)
    .returningAll(),
)

/** Takes the lane of the first of `inTurn` that can be had until `leaseMs` from now, and counts the attempt. */
export async function leaseEvent(
  unit: UnitOfWork,
  dialect: Store['dialect'],
  inTurn: readonly string[],
  leaseMs: number,
): Promise<LeasedEvent | undefined> {
  const { clock, identifiers } = contextOf(unit)
  const now = clock.now()
  const ready = await firstReady(inTurn, (id) => stillReady[dialect](unit, { id, now }))
  if (!ready) return undefined
  const leaseToken = identifiers.uuid()
  const leaseUntil = now + leaseMs
  const lease = { id: ready.conversation_id, token: leaseToken, until: leaseUntil, now }
  const [conversation] = (await takeLane(unit, lease)).rows
  if (!conversation) return undefined
  const [row] = (await countAttempt(unit, { id: ready.inbox_id })).rows
  if (!row) return undefined
  return {
    event: toInboundEvent(row, conversation),
    conversation: toConversation(conversation),
    attempt: row.attempts,
    seenBeside: inTurn.slice(inTurn.indexOf(ready.inbox_id) + 1),
    leaseToken,
    leaseUntil,
  }
}

/** Lengthens the lease; false when another worker has the lane. */
export async function renewLease(unit: UnitOfWork, leased: LeasedEvent, leaseMs: number): Promise<boolean> {
  const result = await unit
    .updateTable('conversations')
    .set({ lease_until: contextOf(unit).clock.now() + leaseMs })
    .where('id', '=', leased.conversation.id)
    .where('lease_token', '=', leased.leaseToken)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Whether the lane is still this worker's: a read, for a turn that has most likely ended it. */
export async function holdsLane(db: Queryable, leased: LeasedEvent): Promise<boolean> {
  const { rows } = await laneOf(db, { id: leased.conversation.id, token: leased.leaseToken })
  return rows.length > 0
}

const laneOf = keptQuery((db, { id, token }: { id: string; token: string }) =>
  db.selectFrom('conversations').select('id').where('id', '=', id).where('lease_token', '=', token),
)

/** Whether more waits in the lane. */
export const hasNext = waitsIn('inbox')

/** Gives the lane up; false (nothing written) when it is no longer this worker's. Nobody sees it before the commit. */
export async function freeLane(unit: UnitOfWork, leased: LeasedEvent): Promise<boolean> {
  const lease = { id: leased.conversation.id, token: leased.leaseToken, now: contextOf(unit).clock.now() }
  return hasChanged(await endLease(unit, lease))
}

const endLease = keptQuery((db, lease: { id: string; token: string; now: number }) =>
  db
    .updateTable('conversations')
    .set({ lease_token: null, lease_until: 0, served_at: lease.now })
    .where('id', '=', lease.id)
    .where('lease_token', '=', lease.token),
)

export async function markDone(unit: UnitOfWork, leased: LeasedEvent): Promise<void> {
  await done(unit, { id: inboxId(leased), payload: doneInboxPayload(leased.event) })
}

const done = keptQuery((db, { id, payload }: { id: string; payload: string }) =>
  db.updateTable('inbox').set({ status: 'done', payload, last_error: null }).where('id', '=', id),
)

export async function markForRetry(unit: UnitOfWork, leased: LeasedEvent, error: string, at: number): Promise<void> {
  await unit
    .updateTable('inbox')
    .set({ available_at: at, last_error: error })
    .where('id', '=', inboxId(leased))
    .execute()
}

export async function markDead(unit: UnitOfWork, leased: LeasedEvent, error: string): Promise<void> {
  await unit.updateTable('inbox').set({ status: 'dead', last_error: error }).where('id', '=', inboxId(leased)).execute()
}
