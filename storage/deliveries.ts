import type { Updateable } from 'kysely'
import { AppError } from './ground/errors.ts'
import { doubtCarried, finishCarried } from './held.ts'
import { hasChanged, keptQuery } from './kept-query.ts'
import { enqueueDelivery, toOutboxItem } from './outbox.ts'
import { keepReferences } from './references.ts'
import type { OutboxTable, Queryable, UnitOfWork } from './schema.ts'
import type { LeasedDelivery, MakePlan, Store } from './store.ts'
import type { DeliveryResult, DoorName } from './types.ts'
import { contextOf } from './unit-of-work.ts'
import { firstReady, pending, waitsIn } from './waiting-rows.ts'

/** Rows of which every earlier one of the conversation is finished, sent or failed. */
function readyDeliveries(db: Queryable, now: number) {
  return db
    .selectFrom('outbox')
    .where('outbox.status', '=', pending)
    .where('outbox.available_at', '<=', now)
    .where('outbox.lease_until', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
            .where('earlier.status', '=', pending)
            .whereRef('earlier.sequence', '<', 'outbox.sequence'),
        ),
      ),
    )
    .select(['outbox.id', 'outbox.door'])
}

/** So many are looked at, should others take the first of them meanwhile. */
const LOOKED_AT = 8

/** The rows whose turn it is, by id, the oldest first: a read, so that idle polling never takes the write lock. */
export async function deliveriesInTurn(db: Queryable, doors: readonly DoorName[], now: number): Promise<string[]> {
  if (doors.length === 0) return []
  const rows = await readyDeliveries(db, now)
    .where('outbox.door', 'in', [...doors])
    .orderBy('outbox.created_at')
    .orderBy('outbox.sequence')
    .limit(LOOKED_AT)
    .execute()
  return rows.map(({ id }) => id)
}

const readyById = (db: Queryable, { id, now }: { id: string; now: number }) =>
  readyDeliveries(db, now).where('outbox.id', '=', id)
const stillReady = {
  sqlite: keptQuery(readyById),
  postgres: keptQuery((db, row: { id: string; now: number }) => readyById(db, row).forUpdate('outbox').skipLocked()),
}

const beginTry = keptQuery((db, lease: { id: string; token: string; until: number; now: number }) =>
  db
    .updateTable('outbox')
    .set(({ eb, fn, val }) => ({
      lease_token: lease.token,
      lease_until: lease.until,
      attempts: eb('attempts', '+', 1),
      first_attempt_at: fn.coalesce('first_attempt_at', val(lease.now)),
    }))
    .where('id', '=', lease.id)
    .where('lease_until', '<=', lease.now)
    .where('status', '=', pending)
    .returningAll(),
)
const keepPlan = keptQuery((db, { id, plan }: { id: string; plan: string }) =>
  db.updateTable('outbox').set({ plan }).where('id', '=', id),
)
const keyOf = keptQuery((db, { id }: { id: string }) =>
  db.selectFrom('conversations').select('conversation_key').where('id', '=', id),
)

/**
 * Takes the first of `inTurn` that can be had, for one of `doors`, until `leaseMs` from now, and writes down that a try
 * begins and by which plan; one already kept stays. In the item returned `attempts` still counts the tries before this one.
 */
export async function beginDelivery(
  unit: UnitOfWork,
  dialect: Store['dialect'],
  { doors, inTurn }: { doors: readonly DoorName[]; inTurn: readonly string[] },
  leaseMs: number,
  makePlan: MakePlan | undefined,
): Promise<LeasedDelivery | undefined> {
  const { clock, identifiers } = contextOf(unit)
  const now = clock.now()
  const ready = await firstReady(inTurn, (id) => stillReady[dialect](unit, { id, now }))
  if (!ready || !doors.some((door) => door === ready.door)) return undefined
  const leaseToken = identifiers.uuid()
  const [row] = (await beginTry(unit, { id: ready.id, token: leaseToken, until: now + leaseMs, now })).rows
  if (!row) return undefined
  const [conversation] = (await keyOf(unit, { id: row.conversation_id })).rows
  if (!conversation) throw new AppError('not_found', 'a delivery for a conversation that does not exist')
  const begun = toOutboxItem(row, conversation.conversation_key)
  const item = { ...begun, attempts: begun.attempts - 1 }
  const plan = item.plan ?? (await makePlan?.(unit, item))
  if (plan && !item.plan) await keepPlan(unit, { id: item.id, plan: JSON.stringify(plan) })
  return { item: { ...item, plan }, leaseToken, seenBeside: inTurn.slice(inTurn.indexOf(ready.id) + 1) }
}

/** Records how a try ended; nothing is written when the lease was lost, the new holder's word counts then. */
export async function recordResult(
  unit: UnitOfWork,
  delivery: LeasedDelivery,
  result: DeliveryResult,
  retryAfterMs: number,
): Promise<void> {
  const { clock, touched } = contextOf(unit)
  const now = clock.now()
  const isRecorded =
    result.status === 'sent'
      ? hasChanged(await endSent(unit, { id: delivery.item.id, token: delivery.leaseToken, now }))
      : (await endOtherwise(unit, delivery, outcomeColumns(result, now, retryAfterMs))).numUpdatedRows > 0n
  if (!isRecorded) return
  if (result.status === 'sent') {
    await finishCarried(unit, delivery.item.conversationId, result.carried ?? [], now)
    await keepReferences(unit, delivery.item.conversationId, result.arrived ?? [])
  }
  if (result.status === 'held' && result.notice) {
    const { id, conversationId } = delivery.item
    await doubtCarried(unit, id, result.carried ?? [], result.until)
    await enqueueDelivery(unit, { conversationId, payload: result.notice, replyTo: {} })
  }
  if (result.status !== 'retry' && result.status !== 'dropped') touched.add('desk')
  if (result.status !== 'sent' || (await hasNext(unit, delivery.item.conversationId))) touched.add('outbox')
}

/** Whether more waits behind what was sent. */
const hasNext = waitsIn('outbox')

const endSent = keptQuery((db, { id, token, now }: { id: string; token: string; now: number }) =>
  db
    .updateTable('outbox')
    .set({ lease_token: null, lease_until: 0, last_error: null, status: 'sent', finished_at: now })
    .where('id', '=', id)
    .where('lease_token', '=', token)
    .where('status', '=', pending),
)

const endOtherwise = (db: Queryable, { item, leaseToken }: LeasedDelivery, columns: Updateable<OutboxTable>) =>
  db
    .updateTable('outbox')
    .set({ lease_token: null, lease_until: 0, ...columns })
    .where('id', '=', item.id)
    .where('lease_token', '=', leaseToken)
    .where('status', '=', pending)
    .executeTakeFirst()

function outcomeColumns(result: Exclude<DeliveryResult, { status: 'sent' }>, now: number, retryAfterMs: number) {
  const error = { last_error: result.reason }
  if (result.status === 'retry') return { ...error, available_at: now + retryAfterMs }
  if (result.status !== 'held') return { ...error, status: result.status, finished_at: now }
  // Nothing was sent, so it is planned anew when its time comes.
  return { ...error, status: 'held', available_at: result.until, plan: null, attempts: 0, first_attempt_at: null }
}
