import type { Queryable, StaffTable, UnitOfWork } from './schema.ts'

export type StaffRow = StaffTable

/** False when the login is taken. */
export async function insertStaff(unit: UnitOfWork, row: StaffRow): Promise<boolean> {
  const result = await unit
    .insertInto('staff')
    .values(row)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) === 1n
}

export async function findStaffByLogin(database: Queryable, login: string): Promise<StaffRow | undefined> {
  return database.selectFrom('staff').selectAll().where('login', '=', login).executeTakeFirst()
}

export async function allStaff(database: Queryable): Promise<StaffRow[]> {
  return database.selectFrom('staff').selectAll().orderBy('created_at').orderBy('login').execute()
}

/** False when there is nobody of that login. */
export async function markStaffDisabled(unit: UnitOfWork, login: string): Promise<boolean> {
  const result = await unit.updateTable('staff').set({ disabled: 1 }).where('login', '=', login).executeTakeFirst()
  return result.numUpdatedRows === 1n
}
