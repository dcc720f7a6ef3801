import { recordAudit } from '../../storage/audit.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import {
  allStaff,
  findStaffByEmail,
  findStaffByLogin,
  insertStaff,
  type StaffRow,
} from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import { hashPassword } from './passwords.ts'
import { type StaffRole, staffRoles } from './permissions.ts'
import { staffTexts } from './texts.ts'

/** Who acts where nobody is logged in. */
export const COMMAND_LINE = 'command-line'

export interface NewStaff {
  login: string
  /** Shown to colleagues, never to the user. */
  name: string
  role: StaffRole
  /** Left out for one who only signs on at the identity provider. */
  password?: string | undefined
  /** The verified address by which the first sign-on finds the account. */
  signOnEmail?: string | undefined
  secondFactorRequired?: boolean
  /** The password is somebody else's choice: it must be changed at the first log-in. */
  passwordChangeDue?: boolean
}

export interface StaffListing {
  login: string
  name: string
  role: StaffRole
  disabled: boolean
  createdAt: number
  hasPassword: boolean
  signOnEmail: string | null
  signOnLinked: boolean
  secondFactor: boolean
  secondFactorRequired: boolean
}

export const unfit = (field: string, publicText: string) =>
  new AppError('bad_request', `unfit ${field}`, { publicText, details: { fields: [field] } })

/** Small letters: `Yamada` and `yamada` are one person. */
export const readLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

export function readName(wish: string): string {
  const name = wish.trim()
  if (name === '' || name.length > 60) throw unfit('name', staffTexts.unfitName)
  return name
}

export function readRole(role: string): StaffRole {
  const known = staffRoles.find((candidate) => candidate === role)
  if (known === undefined) throw unfit('role', staffTexts.unfitRole(staffRoles))
  return known
}

/** An address in small letters; null for an empty one. */
export function readEmail(wish: string): string | null {
  const email = wish.normalize('NFKC').trim().toLowerCase()
  if (email === '') return null
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) throw unfit('signOnEmail', staffTexts.unfitEmail)
  return email
}

/** What of an account is hashed into the audit: never a secret that could be guessed from the hash. */
export const auditedStaff = (row: StaffRow): object => ({
  login: row.login,
  name: row.name,
  role: row.role,
  disabled: row.disabled,
  password: row.password_hash,
  signOn: [row.sign_on_email, row.oidc_issuer, row.oidc_subject],
  secondFactor: row.totp_secret !== null,
  secondFactorRequired: row.second_factor_required,
})

/** Prepares an account outside the transaction (hashing takes long); the result inserts it. */
export async function prepareAccount(
  staff: NewStaff,
  identifiers: Identifiers,
  now: number,
  by: string,
): Promise<(unit: UnitOfWork) => Promise<void>> {
  const login = readLogin(staff.login)
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(login)) throw unfit('login', staffTexts.unfitLogin)
  const [name, role, email] = [readName(staff.name), readRole(staff.role), readEmail(staff.signOnEmail ?? '')]
  if (staff.password === undefined && email === null) throw unfit('password', staffTexts.noWayIn)
  const passwordHash = staff.password === undefined ? '' : await hashPassword(staff.password)
  return async (unit) => {
    const before = await findStaffByLogin(unit, login)
    await requireFreeEmail(unit, email, login)
    const added = await insertStaff(unit, {
      id: identifiers.uuid(),
      login,
      name,
      role,
      password_hash: passwordHash,
      disabled: 0,
      created_at: now,
      sign_on_email: email,
      second_factor_required: staff.secondFactorRequired ? 1 : 0,
      password_change_due: staff.passwordChangeDue ? 1 : 0,
    })
    if (!added) throw new AppError('conflict', `login ${login} is taken`, { publicText: staffTexts.taken(login) })
    const after = await findStaffByLogin(unit, login)
    recordAudit(unit, {
      actor: by,
      action: 'staff.added',
      objectType: 'staff',
      objectId: login,
      before: before && auditedStaff(before),
      after: after && auditedStaff(after),
      details: { role },
    })
  }
}

/** Throws `conflict` where another person has the address. */
export async function requireFreeEmail(unit: UnitOfWork, email: string | null, login: string): Promise<void> {
  const holder = email === null ? undefined : await findStaffByEmail(unit, email)
  if (holder === undefined || holder.login === login) return
  throw new AppError('conflict', 'the address belongs to another account', { publicText: staffTexts.emailTaken })
}

/**
 * Adds a member of staff, or opens a shut account anew. `by` is the login of who does it. Throws `bad_request`
 * (login, name, role, password) or `conflict` (login or address taken).
 */
export async function addStaff(
  store: Store,
  identifiers: Identifiers,
  staff: NewStaff,
  by = COMMAND_LINE,
): Promise<void> {
  const insert = await prepareAccount(staff, identifiers, store.clock.now(), by)
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
    hasPassword: row.password_hash !== '',
    signOnEmail: row.sign_on_email,
    signOnLinked: row.oidc_subject !== null,
    secondFactor: row.totp_secret !== null,
    secondFactorRequired: row.second_factor_required === 1,
  }))
}
