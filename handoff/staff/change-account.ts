import type { Updateable } from 'kysely'
import { recordAudit } from '../../storage/audit.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { StaffTable, UnitOfWork } from '../../storage/schema.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import {
  allStaff,
  findStaffByLogin,
  findStaffBySubject,
  replaceRecoveryCodes,
  type StaffRow,
  updateStaff,
} from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import { auditedStaff, COMMAND_LINE, readEmail, readLogin, readName, readRole, requireFreeEmail } from './accounts.ts'
import { hashPassword } from './passwords.ts'
import { staffTexts } from './texts.ts'

/** Who changes an account, and why where they say so. */
export interface By {
  /** Login of an administrator or `command-line`. */
  login: string
  reason?: string | undefined
}

const atTerminal: By = { login: COMMAND_LINE }

async function requireStaff(unit: UnitOfWork, login: string): Promise<StaffRow> {
  const staff = await findStaffByLogin(unit, readLogin(login))
  if (staff !== undefined) return staff
  throw new AppError('not_found', 'no such staff', { publicText: staffTexts.unknown(login) })
}

/** Throws `conflict` where nobody would be left to administer. */
async function requireAnotherAdmin(unit: UnitOfWork, staff: StaffRow): Promise<void> {
  if (staff.role !== 'admin') return
  const others = (await allStaff(unit)).filter((row) => row.role === 'admin' && row.disabled === 0)
  if (others.some((row) => row.id !== staff.id)) return
  throw new AppError('conflict', 'the last administrator', { publicText: staffTexts.lastAdmin })
}

/** One change of one account and its entry in the audit, in the transaction at hand. */
export async function changeAccount(
  unit: UnitOfWork,
  staff: StaffRow,
  action: string,
  changes: Updateable<StaffTable>,
  by: By,
): Promise<StaffRow> {
  await updateStaff(unit, staff.id, changes)
  const after = { ...staff, ...changes } as StaffRow
  recordAudit(unit, {
    actor: by.login,
    action: `staff.${action}`,
    objectType: 'staff',
    objectId: staff.login,
    before: auditedStaff(staff),
    after: auditedStaff(after),
    reason: by.reason,
  })
  return after
}

/** Shuts an account and ends all its sessions at once. Throws `not_found`, or `conflict` for the last administrator. */
export async function disableStaff(store: Store, login: string, by: By = atTerminal): Promise<void> {
  await store.transaction(async (unit) => {
    const staff = await requireStaff(unit, login)
    if (staff.disabled === 0) await requireAnotherAdmin(unit, staff)
    await changeAccount(unit, staff, 'disabled', { disabled: 1 }, by)
    await deleteSessionsOf(unit, staff.id)
  })
  // Open event streams look whether they may still read.
  store.notify('desk')
}

/** Opens a shut account as it was. */
export async function enableStaff(store: Store, login: string, by: By = atTerminal): Promise<void> {
  await store.transaction(async (unit) => {
    await changeAccount(unit, await requireStaff(unit, login), 'enabled', { disabled: 0 }, by)
  })
}

export interface AccountChanges {
  name?: string | undefined
  role?: string | undefined
  /** An empty one takes the address away. */
  signOnEmail?: string | undefined
  secondFactorRequired?: boolean | undefined
}

/** Changes what an administrator decides. A new address ends the link to the former person of the provider. */
export async function changeStaff(store: Store, login: string, wish: AccountChanges, by: By = atTerminal) {
  await store.transaction(async (unit) => {
    const staff = await requireStaff(unit, login)
    const role = wish.role === undefined ? staff.role : readRole(wish.role)
    if (role !== 'admin') await requireAnotherAdmin(unit, staff)
    const email = wish.signOnEmail === undefined ? staff.sign_on_email : readEmail(wish.signOnEmail)
    await requireFreeEmail(unit, email, staff.login)
    const link = email === staff.sign_on_email ? {} : { sign_on_email: email, oidc_issuer: null, oidc_subject: null }
    const changes = {
      role,
      name: wish.name === undefined ? staff.name : readName(wish.name),
      second_factor_required: Number(wish.secondFactorRequired ?? staff.second_factor_required === 1),
      ...link,
    }
    await changeAccount(unit, staff, 'changed', changes, by)
  })
}

/** Gives an account a password that its holder must change, and ends its sessions. */
export async function resetPassword(store: Store, login: string, password: string, by: By = atTerminal) {
  const hash = await hashPassword(password)
  await store.transaction(async (unit) => {
    const staff = await requireStaff(unit, login)
    await changeAccount(unit, staff, 'password-reset', { password_hash: hash, password_change_due: 1 }, by)
    await deleteSessionsOf(unit, staff.id)
  })
  store.notify('desk')
}

/** Takes away a lost second factor and its recovery codes, and ends the sessions of the account. */
export async function resetSecondFactor(store: Store, login: string, by: By = atTerminal): Promise<void> {
  await store.transaction(async (unit) => {
    const staff = await requireStaff(unit, login)
    await changeAccount(unit, staff, 'second-factor-reset', { totp_secret: null, totp_candidate: null }, by)
    await replaceRecoveryCodes(unit, staff.id, [])
    await deleteSessionsOf(unit, staff.id)
  })
  store.notify('desk')
}

/** Links an account to a person of the identity provider, by `iss` and `sub`. Throws `conflict` where they are linked. */
export async function linkSubject(
  store: Store,
  login: string,
  person: { issuer: string; subject: string },
  by: By = atTerminal,
): Promise<void> {
  await store.transaction(async (unit) => {
    const staff = await requireStaff(unit, login)
    const holder = await findStaffBySubject(unit, person.issuer, person.subject)
    if (holder !== undefined && holder.id !== staff.id) {
      throw new AppError('conflict', 'the subject belongs to another account', { publicText: staffTexts.subjectTaken })
    }
    const changes = { oidc_issuer: person.issuer, oidc_subject: person.subject }
    await changeAccount(unit, staff, 'linked', changes, by)
  })
}

/** Ends every session of an account. Returns how many. */
export async function revokeAllSessions(store: Store, login: string, by: By = atTerminal): Promise<number> {
  const ended = await store.transaction(async (unit) => {
    const staff = await requireStaff(unit, login)
    const count = await deleteSessionsOf(unit, staff.id)
    recordAudit(unit, {
      actor: by.login,
      action: 'session.revoked-all',
      objectType: 'staff',
      objectId: staff.login,
      reason: by.reason,
      details: { count },
    })
    return count
  })
  store.notify('desk')
  return ended
}
