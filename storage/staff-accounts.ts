import type { Queryable, StaffTable, UnitOfWork } from './schema.ts'

export type StaffRow = StaffTable

/** Adds an account, or opens a shut one of that login anew. False when the login is in use. */
export async function insertStaff(unit: UnitOfWork, row: StaffRow): Promise<boolean> {
  const result = await unit
    .insertInto('staff')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('login')
        .doUpdateSet({ name: row.name, role: row.role, password_hash: row.password_hash, disabled: 0 })
        .where('staff.disabled', '=', 1),
    )
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
