import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import { allStaff, findStaffByLogin, insertStaff, markStaffDisabled } from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import { type StaffRole, staffRoles } from '../cases/desk-context.ts'
import { hashPassword } from './passwords.ts'

export interface NewStaff {
  login: string
  /** Shown to colleagues, never to the user. */
  name: string
  role: StaffRole
  password: string
}

export interface StaffListing {
  login: string
  name: string
  role: StaffRole
  disabled: boolean
  createdAt: number
}

const bad = (field: string, publicText: string) =>
  new AppError('bad_request', `unfit ${field}`, { publicText, details: { fields: [field] } })

/** Small letters: `Yamada` and `yamada` are one person. */
export const readLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

function checked(staff: NewStaff): Omit<NewStaff, 'password'> {
  const login = readLogin(staff.login)
  const name = staff.name.trim()
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(login)) {
    throw bad('login', 'ログインIDは、半角の英数字と . _ @ - で2〜64文字にしてください。')
  }
  if (name === '' || name.length > 60) throw bad('name', '氏名は1〜60文字で入力してください。')
  if (!staffRoles.includes(staff.role)) {
    throw bad('role', `役割は ${staffRoles.join('・')} のどれかにしてください。`)
  }
  return { login, name, role: staff.role }
}

/** Prepares an account outside the transaction (hashing takes long); the result inserts it. */
export async function prepareAccount(
  staff: NewStaff,
  identifiers: Identifiers,
  now: number,
): Promise<(unit: UnitOfWork) => Promise<void>> {
  const { login, name, role } = checked(staff)
  const passwordHash = await hashPassword(staff.password)
  return async (unit) => {
    const row = {
      id: identifiers.uuid(),
      login,
      name,
      role,
      password_hash: passwordHash,
      disabled: 0,
      created_at: now,
    }
    if (await insertStaff(unit, row)) return
    throw new AppError('conflict', `login ${login} is taken`, {
      publicText: `ログインID「${login}」はすでに使われています。`,
    })
  }
}

/** Adds a member of staff, or opens a shut account anew with this password. Throws `bad_request` (login, name, role, password) or `conflict` (login taken). */
export async function addStaff(store: Store, identifiers: Identifiers, staff: NewStaff): Promise<void> {
  const insert = await prepareAccount(staff, identifiers, store.clock.now())
  await store.transaction(insert)
}

/** Everyone, in the order of joining; never a hash. */
export async function listStaff(database: Queryable): Promise<StaffListing[]> {
  const rows = await allStaff(database)
  return rows.map((row) => ({
    login: row.login,
    name: row.name,
    role: row.role as StaffRole,
    disabled: row.disabled === 1,
    createdAt: row.created_at,
  }))
}

/** Shuts an account and ends all its sessions at once. Throws `not_found` for an unknown login. */
export async function disableStaff(store: Store, login: string): Promise<void> {
  await store.transaction(async (unit) => {
    const staff = await findStaffByLogin(unit, readLogin(login))
    if (staff === undefined) {
      throw new AppError('not_found', `no staff ${login}`, { publicText: `ログインID「${login}」の職員はいません。` })
    }
    await markStaffDisabled(unit, staff.login)
    await deleteSessionsOf(unit, staff.id)
  })
}
