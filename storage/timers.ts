import type { Queryable, TimersTable, UnitOfWork } from './schema.ts'

export type TimerRow = TimersTable

/** Puts the timers of a case in the place of those it had. */
export async function replaceTimers(
  unit: UnitOfWork,
  caseId: string,
  timers: readonly { kind: string; dueAt: number }[],
): Promise<void> {
  await unit.deleteFrom('timers').where('case_id', '=', caseId).execute()
  if (timers.length === 0) return
  await unit
    .insertInto('timers')
    .values(timers.map(({ kind, dueAt }) => ({ case_id: caseId, kind, due_at: Math.ceil(dueAt), attempts: 0 })))
    .execute()
}

/** The timer that has been due longest. */
export async function nextDueTimer(database: Queryable, now: number): Promise<TimerRow | undefined> {
  return database
    .selectFrom('timers')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('case_id')
    .orderBy('kind')
    .limit(1)
    .executeTakeFirst()
}

/** Takes a timer away; false when it was moved, or somebody else was faster. */
export async function takeTimer(unit: UnitOfWork, timer: TimerRow): Promise<boolean> {
  const result = await unit
    .deleteFrom('timers')
    .where('case_id', '=', timer.case_id)
    .where('kind', '=', timer.kind)
    .where('due_at', '=', timer.due_at)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Looks at a timer again later, because acting on it threw. */
export async function postponeTimer(unit: UnitOfWork, timer: TimerRow, dueAt: number): Promise<void> {
  await unit
    .updateTable('timers')
    .set({ due_at: dueAt, attempts: timer.attempts + 1 })
    .where('case_id', '=', timer.case_id)
    .where('kind', '=', timer.kind)
    .where('due_at', '=', timer.due_at)
    .execute()
}

export async function timersOfCase(database: Queryable, caseId: string): Promise<TimerRow[]> {
  return database.selectFrom('timers').selectAll().where('case_id', '=', caseId).orderBy('due_at').execute()
}

/** Moves every timer of a kind: the hours of the desk were changed. */
export async function casesWithTimer(database: Queryable, kind: string): Promise<string[]> {
  const rows = await database.selectFrom('timers').select('case_id').where('kind', '=', kind).execute()
  return rows.map((row) => row.case_id)
}
