import { recordAudit } from '../../storage/audit.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import {
  findStaffById,
  replaceRecoveryCodes,
  type StaffRow,
  takeRecoveryCode,
  takeTotpStep,
  updateStaff,
} from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import { unfit } from './accounts.ts'
import { changeAccount } from './change-account.ts'
import { type Session, sha256 } from './sessions.ts'
import { staffTexts } from './texts.ts'
import { newTotpSecret, totpInvitation, totpStepOf } from './totp.ts'

const RECOVERY_CODES = 10
/** No letter that is taken for another. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

const refuse = (message: string, publicText: string) => new AppError('conflict', message, { publicText })

async function self(unit: UnitOfWork, session: Session): Promise<StaffRow> {
  const staff = await findStaffById(unit, session.staffId)
  if (staff === undefined) throw new AppError('unauthorized', 'the account is gone')
  return staff
}

/** `xxxxx-xxxxx-xxxxx`: 74 bits, so that a plain hash of it is safe to keep. */
function newRecoveryCode(identifiers: Identifiers): string {
  let letters = ''
  while (letters.length < 15) {
    for (const byte of Buffer.from(identifiers.secret(32), 'base64url')) {
      // What lies beyond a whole multiple would make some letters likelier.
      if (byte < 248 && letters.length < 15) letters += ALPHABET[byte % ALPHABET.length]
    }
  }
  return letters.replace(/(.{5})(?=.)/g, '$1-')
}

const hashOfCode = (staffId: string, code: string): string =>
  sha256(`${staffId} ${code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')}`)

async function issueRecoveryCodes(unit: UnitOfWork, staffId: string, identifiers: Identifiers): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(identifiers))
  const hashes = codes.map((code) => hashOfCode(staffId, code))
  await replaceRecoveryCodes(unit, staffId, hashes)
  return codes
}

/**
 * Takes a code of the authenticator app, or a recovery code, once. Undefined for a wrong or a used one.
 */
export async function takeCode(
  unit: UnitOfWork,
  staff: StaffRow,
  code: string,
  now: number,
): Promise<'totp' | 'recovery-code' | undefined> {
  if (staff.totp_secret === null) return undefined
  const step = totpStepOf(staff.totp_secret, code, now)
  if (step !== undefined) return (await takeTotpStep(unit, staff.id, step)) ? 'totp' : undefined
  if (!(await takeRecoveryCode(unit, staff.id, hashOfCode(staff.id, code), now))) return undefined
  recordAudit(unit, {
    actor: staff.login,
    action: 'staff.recovery-code-used',
    objectType: 'staff',
    objectId: staff.login,
  })
  return 'recovery-code'
}

/** Begins the enrolment: a secret that counts only once a code of it was typed. */
export async function beginSecondFactor(
  store: Store,
  identifiers: Identifiers,
  session: Session,
  issuer: string,
): Promise<{ secret: string; uri: string; qrCode: string }> {
  const secret = newTotpSecret(identifiers)
  await store.transaction(async (unit) => {
    const staff = await self(unit, session)
    if (staff.totp_secret !== null) throw refuse('a second factor stands', staffTexts.secondFactorStands)
    await updateStaff(unit, staff.id, { totp_candidate: secret })
  })
  return { secret, ...totpInvitation(secret, session.actor.login, issuer) }
}

/** Ends the enrolment with the first code. Returns the recovery codes, which are shown this once. */
export async function confirmSecondFactor(
  store: Store,
  identifiers: Identifiers,
  session: Session,
  code: string,
): Promise<string[]> {
  const now = store.clock.now()
  return store.transaction(async (unit) => {
    const staff = await self(unit, session)
    const secret = staff.totp_candidate
    if (secret === null) throw refuse('no enrolment was begun', staffTexts.secondFactorNotBegun)
    const step = totpStepOf(secret, code, now)
    if (step === undefined) throw unfit('code', staffTexts.codeWrong)
    const changes = { totp_secret: secret, totp_candidate: null, totp_used_step: step }
    await changeAccount(unit, staff, 'second-factor-set', changes, { login: staff.login })
    return issueRecoveryCodes(unit, staff.id, identifiers)
  })
}

/** Gives the second factor up. Throws `conflict` where an administrator demands one. */
export async function removeSecondFactor(store: Store, session: Session): Promise<void> {
  await store.transaction(async (unit) => {
    const staff = await self(unit, session)
    if (staff.totp_secret === null) throw refuse('no second factor', staffTexts.noSecondFactor)
    if (staff.second_factor_required === 1) throw refuse('it is required', staffTexts.secondFactorRequired)
    await changeAccount(unit, staff, 'second-factor-removed', { totp_secret: null }, { login: staff.login })
    await replaceRecoveryCodes(unit, staff.id, [])
  })
}

/** New recovery codes in the place of all former ones. */
export async function renewRecoveryCodes(store: Store, identifiers: Identifiers, session: Session): Promise<string[]> {
  return store.transaction(async (unit) => {
    const staff = await self(unit, session)
    if (staff.totp_secret === null) throw refuse('no second factor', staffTexts.noSecondFactor)
    recordAudit(unit, {
      actor: staff.login,
      action: 'staff.recovery-codes-renewed',
      objectType: 'staff',
      objectId: staff.login,
    })
    return issueRecoveryCodes(unit, staff.id, identifiers)
  })
}
