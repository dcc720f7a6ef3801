import { sql } from 'kysely'
import { recordAudit } from './audit.ts'
import type { CaseEventsTable, Queryable, UnitOfWork } from './schema.ts'

export type CaseEventRow = CaseEventsTable

/** The fact whose row is the counter and, until commit, the lock of event numbers. */
const COUNTER = 'case_event_number'

/** Actors of the journal that are no member of staff: what they do is no concern of the audit. */
const notStaff: readonly string[] = ['user', 'bot', 'system']

/**
 * Appends to the journal of the desk, and to the audit what a member of staff did, with the case before and after it
 * where it changed. The reason is a code, never a word of the resident; `typedReason` is what the person wrote when
 * asked why, and stands in the audit in its place. `messageId` names the words that the entry is about: it is found by
 * them in the journal, where it stands for a reason, and in the audit it stands among the details. Numbers come from one counter row locked until the transaction
 * ends, so they become visible in their order: a reader who has seen number n will never find a smaller one later.
 * Call it last in a transaction, the lock is shared by all.
 */
export async function appendCaseEvent(
  unit: UnitOfWork,
  event: Omit<CaseEventRow, 'id' | 'epoch'>,
  {
    typedReason,
    messageId,
    ...change
  }: {
    before?: object
    after?: object
    typedReason?: string | undefined
    messageId?: string | undefined
  } = {},
): Promise<number> {
  if (!notStaff.includes(event.actor)) {
    recordAudit(unit, {
      actor: event.actor,
      action: `case.${event.type}`,
      objectType: 'case',
      objectId: event.case_id,
      ...change,
      reason: typedReason ?? event.reason ?? undefined,
      details: {
        from: event.from_state,
        to: event.to_state,
        ...(typedReason === undefined || event.reason === null ? {} : { what: event.reason }),
        ...(messageId === undefined ? {} : { message: messageId }),
      },
    })
  }
  const counter = await unit
    .insertInto('facts')
    .values({ name: COUNTER, value: '1' })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: sql<string>`cast(cast(facts.value as bigint) + 1 as text)` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  const id = Number(counter.value)
  const conversation = await unit
    .selectFrom('conversations')
    .select('control_epoch')
    .where('id', '=', event.conversation_id)
    .executeTakeFirst()
  await unit
    .insertInto('case_events')
    .values({ id, ...event, reason: event.reason ?? messageId ?? null, epoch: conversation?.control_epoch ?? null })
    .execute()
  return id
}

/** Events after the given number, in order. */
export async function eventsAfter(database: Queryable, id: number, limit: number): Promise<CaseEventRow[]> {
  return database.selectFrom('case_events').selectAll().where('id', '>', id).orderBy('id').limit(limit).execute()
}

/** The number of the newest event; 0 before the first. */
export async function newestEventNumber(database: Queryable): Promise<number> {
  const row = await database
    .selectFrom('case_events')
    .select((expression) => expression.fn.max('id').as('id'))
    .executeTakeFirst()
  return Number(row?.id ?? 0)
}

/** The story of one case, oldest first. */
export async function eventsOfCase(database: Queryable, caseId: string): Promise<CaseEventRow[]> {
  return database.selectFrom('case_events').selectAll().where('case_id', '=', caseId).orderBy('id').execute()
}
