import type { Queryable, SessionsTable, StaffTable, UnitOfWork } from './schema.ts'

export type SessionRow = SessionsTable

export interface SessionWithStaff {
  session: SessionRow
  staff: Pick<StaffTable, 'id' | 'login' | 'name' | 'role'>
}

export async function insertSession(unit: UnitOfWork, row: SessionRow): Promise<void> {
  await unit.insertInto('sessions').values(row).execute()
}

/** The session and its owner, whatever its age; nothing when the owner is disabled. */
export async function findSession(database: Queryable, id: string): Promise<SessionWithStaff | undefined> {
  const row = await database
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.id', 'sessions.staff_id')
    .selectAll('sessions')
    .select(['staff.login as login', 'staff.name as name', 'staff.role as role'])
    .where('sessions.id', '=', id)
    .where('staff.disabled', '=', 0)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { login, name, role, ...session } = row
  return { session, staff: { id: session.staff_id, login, name, role } }
}

export async function touchSession(database: Queryable, id: string, at: number): Promise<void> {
  await database.updateTable('sessions').set({ last_seen_at: at }).where('id', '=', id).execute()
}

export async function deleteSession(database: Queryable, id: string): Promise<void> {
  await database.deleteFrom('sessions').where('id', '=', id).execute()
}

export async function deleteSessionsOf(unit: UnitOfWork, staffId: string): Promise<void> {
  await unit.deleteFrom('sessions').where('staff_id', '=', staffId).execute()
}

/** Clears what can never be used again. */
export async function deleteExpiredSessions(unit: UnitOfWork, now: number): Promise<void> {
  await unit.deleteFrom('sessions').where('expires_at', '<=', now).execute()
}
