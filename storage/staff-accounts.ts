import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Queryable, StaffTable, UnitOfWork } from './schema.ts'

export type StaffRow = Selectable<StaffTable>
export type NewStaffRow = Insertable<StaffTable>

/** What belonged to the former holder of an account that is opened anew. */
const forgotten = {
  sign_on_email: null,
  oidc_issuer: null,
  oidc_subject: null,
  totp_secret: null,
  totp_candidate: null,
  second_factor_required: 0,
  password_change_due: 0,
}

/** Adds an account, or opens a shut one of that login anew. False when the login is in use. */
export async function insertStaff(unit: UnitOfWork, row: NewStaffRow): Promise<boolean> {
  const { id: _, login: __, created_at: ___, ...taken } = row
  const result = await unit
    .insertInto('staff')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('login')
        .doUpdateSet({ ...forgotten, ...taken })
        .where('staff.disabled', '=', 1),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) === 1n
}

export async function findStaffByLogin(database: Queryable, login: string): Promise<StaffRow | undefined> {
  return database.selectFrom('staff').selectAll().where('login', '=', login).executeTakeFirst()
}

export async function findStaffById(database: Queryable, id: string): Promise<StaffRow | undefined> {
  return database.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findStaffBySubject(
  database: Queryable,
  issuer: string,
  subject: string,
): Promise<StaffRow | undefined> {
  return database
    .selectFrom('staff')
    .selectAll()
    .where('oidc_issuer', '=', issuer)
    .where('oidc_subject', '=', subject)
    .executeTakeFirst()
}

export async function findStaffByEmail(database: Queryable, email: string): Promise<StaffRow | undefined> {
  return database.selectFrom('staff').selectAll().where('sign_on_email', '=', email).executeTakeFirst()
}

export async function allStaff(database: Queryable): Promise<StaffRow[]> {
  return database.selectFrom('staff').selectAll().orderBy('created_at').orderBy('login').execute()
}

/** Login → name of everybody who has or had an account. */
export async function namesOfStaff(database: Queryable): Promise<ReadonlyMap<string, string>> {
  const rows = await database.selectFrom('staff').select(['login', 'name']).execute()
  return new Map(rows.map(({ login, name }) => [login, name]))
}

export async function updateStaff(unit: UnitOfWork, id: string, changes: Updateable<StaffTable>): Promise<void> {
  await unit.updateTable('staff').set(changes).where('id', '=', id).execute()
}

/** Takes the code of a time step: of two who type the same code, one gets in. */
export async function takeTotpStep(unit: UnitOfWork, id: string, step: number): Promise<boolean> {
  const result = await unit
    .updateTable('staff')
    .set({ totp_used_step: step })
    .where('id', '=', id)
    .where('totp_used_step', '<', step)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Puts new recovery codes in the place of all former ones. */
export async function replaceRecoveryCodes(
  unit: UnitOfWork,
  staffId: string,
  hashes: readonly string[],
): Promise<void> {
  await unit.deleteFrom('recovery_codes').where('staff_id', '=', staffId).execute()
  if (hashes.length === 0) return
  await unit
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ staff_id: staffId, code_hash, used_at: null })))
    .execute()
}

/** True the first time a code is used. */
export async function takeRecoveryCode(unit: UnitOfWork, staffId: string, hash: string, at: number): Promise<boolean> {
  const result = await unit
    .updateTable('recovery_codes')
    .set({ used_at: at })
    .where('staff_id', '=', staffId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function countRecoveryCodes(database: Queryable, staffId: string): Promise<number> {
  const row = await database
    .selectFrom('recovery_codes')
    .select((expression) => expression.fn.countAll().as('count'))
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
