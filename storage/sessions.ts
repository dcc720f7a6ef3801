import type { Selectable } from 'kysely'
import type { Queryable, SessionsTable, UnitOfWork } from './schema.ts'
import type { StaffRow } from './staff-accounts.ts'

export type SessionRow = Selectable<SessionsTable>

export interface SessionWithStaff {
  session: SessionRow
  staff: StaffRow
}

export async function insertSession(unit: UnitOfWork, row: SessionRow): Promise<void> {
  await unit.insertInto('sessions').values(row).execute()
}

/** The session and its owner, whatever its age; nothing when the owner is disabled. */
export async function findSession(database: Queryable, id: string): Promise<SessionWithStaff | undefined> {
  const session = await database.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()
  if (session === undefined) return undefined
  const staff = await database
    .selectFrom('staff')
    .selectAll()
    .where('id', '=', session.staff_id)
    .where('disabled', '=', 0)
    .executeTakeFirst()
  return staff && { session, staff }
}

/** The sessions of a person, newest first, ended ones that nobody has cleared yet included. */
export async function sessionsOf(database: Queryable, staffId: string): Promise<SessionRow[]> {
  return database
    .selectFrom('sessions')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('created_at', 'desc')
    .execute()
}

export async function touchSession(database: Queryable, id: string, at: number): Promise<void> {
  await database.updateTable('sessions').set({ last_seen_at: at }).where('id', '=', id).execute()
}

export async function deleteSession(database: Queryable, id: string): Promise<void> {
  await database.deleteFrom('sessions').where('id', '=', id).execute()
}

/** Ends the sessions of a person, all or all but one. Returns how many. */
export async function deleteSessionsOf(unit: UnitOfWork, staffId: string, butNot = ''): Promise<number> {
  const result = await unit
    .deleteFrom('sessions')
    .where('staff_id', '=', staffId)
    .where('id', '!=', butNot)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Clears what can never be used again. */
export async function deleteExpiredSessions(unit: UnitOfWork, now: number): Promise<void> {
  await unit.deleteFrom('sessions').where('expires_at', '<=', now).execute()
}
