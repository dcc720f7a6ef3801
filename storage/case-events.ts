import { sql } from 'kysely'
import type { CaseEventsTable, Queryable, UnitOfWork } from './schema.ts'

export type CaseEventRow = CaseEventsTable

/** The fact whose row is the counter and, until commit, the lock of event numbers. */
const COUNTER = 'case_event_number'

/**
 * Appends to the journal of the desk. Numbers come from one counter row locked until the transaction ends, so they
 * become visible in their order: a reader who has seen number n will never find a smaller one later. Call it last in
 * a transaction, the lock is shared by all.
 */
export async function appendCaseEvent(unit: UnitOfWork, event: Omit<CaseEventRow, 'id' | 'epoch'>): Promise<number> {
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
    .values({ id, ...event, epoch: conversation?.control_epoch ?? null })
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
