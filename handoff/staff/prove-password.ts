import { recordAudit } from '../../storage/audit.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { findStaffById, findStaffByLogin, type StaffRow } from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import { readLogin, unfit } from './accounts.ts'
import { changeAccount } from './change-account.ts'
import type { LoginThrottle } from './login-throttle.ts'
import { hashPassword, passwordFits } from './passwords.ts'
import { takeCode } from './second-factor.ts'
import type { LoginMethod, Session } from './sessions.ts'
import { staffTexts } from './texts.ts'

export interface Credentials {
  login: string
  password: string
  /** Of the authenticator app, or a recovery code. */
  code?: string | undefined
}

/** The audit knows of failed tries at accounts that exist; a login that does not may be a password typed too early. */
async function noteRefusal(store: Store, staff: StaffRow | undefined, address: string, why: string): Promise<void> {
  if (staff === undefined) return
  await store.transaction(async (unit) =>
    recordAudit(unit, {
      actor: staff.login,
      action: 'session.refused',
      objectType: 'staff',
      objectId: staff.login,
      reason: why,
      details: { address },
    }),
  )
}

/**
 * Finds out who it is by password, and by a second factor where the account has one. Every try counts against the
 * login and the address until one succeeds. Throws `unauthorized`, with `secondFactor: true` where only a code is
 * missing or wrong, or `too_many_requests`.
 */
export async function provePassword(
  house: { store: Store; throttle: LoginThrottle },
  credentials: Credentials,
  address: string,
): Promise<{ staff: StaffRow; method: LoginMethod }> {
  const { store, throttle } = house
  const login = readLogin(credentials.login)
  throttle.begin(login, address)
  const staff = await findStaffByLogin(store.database, login)
  const usable = staff?.disabled === 0 ? staff : undefined
  if (!(await passwordFits(usable?.password_hash, credentials.password)) || usable === undefined) {
    await noteRefusal(store, staff, address, usable === undefined ? 'disabled' : 'password')
    throw new AppError('unauthorized', 'log-in refused', { publicText: staffTexts.refused })
  }
  const method = usable.totp_secret === null ? 'password' : await proveCode(store, usable, credentials.code, address)
  throttle.succeeded(login, address)
  return { staff: usable, method }
}

async function proveCode(store: Store, staff: StaffRow, code: string | undefined, address: string) {
  const refusal = (publicText: string) =>
    new AppError('unauthorized', 'second factor', { publicText, details: { secondFactor: true } })
  if (code === undefined || code.trim() === '') throw refusal(staffTexts.codeNeeded)
  const taken = await store.transaction((unit) => takeCode(unit, staff, code, store.clock.now()))
  if (taken !== undefined) return taken
  await noteRefusal(store, staff, address, 'second-factor')
  throw refusal(staffTexts.codeWrong)
}

/** Changes one's own password. Throws `bad_request` for a wrong present one, a short or the same new one. */
export async function changeOwnPassword(
  house: { store: Store; throttle: LoginThrottle },
  session: Session,
  wish: { current: string; next: string },
  address: string,
): Promise<StaffRow> {
  const { store, throttle } = house
  const { login } = session.actor
  throttle.begin(login, address)
  const staff = await findStaffById(store.database, session.staffId)
  if (!staff?.password_hash) throw unfit('current', staffTexts.noPassword)
  if (!(await passwordFits(staff.password_hash, wish.current))) {
    await noteRefusal(store, staff, address, 'password')
    throw unfit('current', staffTexts.passwordWrong)
  }
  throttle.succeeded(login, address)
  if (wish.next.normalize('NFKC') === wish.current.normalize('NFKC')) throw unfit('next', staffTexts.passwordSame)
  const hash = await hashPassword(wish.next)
  return store.transaction(async (unit) => {
    const present = (await findStaffById(unit, staff.id)) ?? staff
    const changes = { password_hash: hash, password_change_due: 0 }
    return changeAccount(unit, present, 'password-changed', changes, { login })
  })
}
