import { recordAudit } from '../../storage/audit.ts'
import { messageOf } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { insertSignOn, type SignOnRow, takeSignOn } from '../../storage/sign-ons.ts'
import { findStaffByEmail, findStaffById, findStaffBySubject, type StaffRow } from '../../storage/staff-accounts.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { readEmail } from './accounts.ts'
import { changeAccount } from './change-account.ts'
import {
  endSessionById,
  type Opened,
  type Origin,
  openSession,
  readSessionById,
  type Session,
  sha256,
} from './sessions.ts'

/** Where the provider leads back to, below the public address. */
export const BACK_PATH = '/desk/sign-on/back'

/** Whom the provider names. */
export interface ProvenPerson {
  issuer: string
  subject: string
  /** Asked for only where the person is not known yet: the address, where the provider says that it verified it. */
  verifiedEmail(): Promise<string | undefined>
}

export interface SignOnChecks {
  nonce: string
  /** Of PKCE (RFC 7636). */
  verifier: string
  /** The person must type their password anew, whatever session they have at the provider. */
  again: boolean
}

export interface IdentityProvider {
  /** Where to send the browser. */
  addressFor(state: string, checks: SignOnChecks): Promise<URL>
  /** Exchanges the code of the way back. Throws what openid-client throws where anything does not fit. */
  finish(query: URLSearchParams, state: string, checks: SignOnChecks): Promise<ProvenPerson>
}

/** How long a person may take at the provider. */
const LIFE_MS = 10 * 60_000

/** Why a sign-on ended without a session; the console has the words. */
export type SignOnRefusal =
  /** Too late, used, begun in another browser, or never begun. */
  | 'expired'
  /** The provider said no, or the person went back. */
  | 'declined'
  /** The answer of the provider did not pass the checks, or it did not answer. */
  | 'failed'
  /** Nobody of the staff is this person; nobody becomes staff by signing on. */
  | 'unknown'
  | 'disabled'
  /** A proof was asked of one person and another gave it. */
  | 'other-person'

export class SignOnRefused extends Error {
  readonly why: SignOnRefusal

  constructor(why: SignOnRefusal) {
    super(`sign-on refused: ${why}`)
    this.why = why
  }
}

export interface SignOnHouse extends DeskContext {
  provider: IdentityProvider
  logger: Logger
}

/**
 * Sends a browser to the provider. `former` is the session whose person is to prove anew who they are, `token` that of
 * the session the browser has, if any. Returns the address, and the secret by which the same browser is known when it
 * comes back.
 */
export async function beginSignOn(
  house: SignOnHouse,
  wish: { former: Session | undefined; token: string | undefined; returnTo: string },
): Promise<{ address: URL; browser: string }> {
  const { store, identifiers, provider } = house
  const [state, nonce, verifier, browser] = [0, 1, 2, 3].map(() => identifiers.secret(32)) as [string, ...string[]]
  const checks = { nonce: nonce ?? '', verifier: verifier ?? '', again: wish.former !== undefined }
  const address = await provider.addressFor(state, checks).catch((thrown: unknown) => {
    house.logger.warn({ error: messageOf(thrown) }, 'the identity provider cannot be reached')
    throw new SignOnRefused('failed')
  })
  const now = store.clock.now()
  const row: SignOnRow = {
    id: sha256(state),
    browser: sha256(browser ?? ''),
    nonce: checks.nonce,
    verifier: checks.verifier,
    session_id: wish.former?.id ?? null,
    // Noted now: the way back comes from another site, and a Strict cookie stays at home.
    replaces: wish.token === undefined ? null : sha256(wish.token),
    return_to: wish.returnTo,
    expires_at: now + LIFE_MS,
  }
  await store.transaction((unit) => insertSignOn(unit, row, now))
  return { address, browser: browser ?? '' }
}

/**
 * The member of staff that a proven person is: by issuer and subject; or, once, by the verified address that an
 * administrator wrote down beforehand, which links the two for good.
 */
async function recognise({ store }: SignOnHouse, person: ProvenPerson): Promise<StaffRow | undefined> {
  const known = await findStaffBySubject(store.database, person.issuer, person.subject)
  if (known !== undefined) return known
  const email = readEmail((await person.verifiedEmail()) ?? '')
  if (email === null) return undefined
  return store.transaction(async (unit) => {
    const awaited = await findStaffByEmail(unit, email)
    // Linked to another person already: the address has changed hands, which an administrator must decide.
    if (awaited === undefined || awaited.oidc_subject !== null) return undefined
    if (awaited.disabled === 1) return awaited
    const link = { oidc_issuer: person.issuer, oidc_subject: person.subject }
    return changeAccount(unit, awaited, 'linked', link, { login: awaited.login, reason: 'first-sign-on' })
  })
}

async function noteRefusal(house: SignOnHouse, person: ProvenPerson, why: SignOnRefusal, staff: StaffRow | undefined) {
  await house.store.transaction(async (unit) =>
    recordAudit(unit, {
      actor: staff?.login ?? 'unknown',
      action: 'session.refused',
      objectType: staff ? 'staff' : 'subject',
      objectId: staff?.login ?? person.subject.slice(0, 200),
      reason: why,
      details: { issuer: person.issuer, subject: person.subject.slice(0, 200) },
    }),
  )
}

/**
 * Takes the way back of a browser: the state must be one that this very browser began and nobody used, and the
 * provider's answer must pass every check. Opens a session, or throws SignOnRefused.
 */
export async function finishSignOn(
  house: SignOnHouse,
  back: { query: URLSearchParams; browser: string | undefined; origin: Origin },
): Promise<{ opened: Opened; returnTo: string }> {
  const { store, identifiers, logger } = house
  const state = back.query.get('state') ?? ''
  const row = await store.transaction((unit) => takeSignOn(unit, sha256(state)))
  if (row === undefined || row.expires_at <= store.clock.now() || row.browser !== sha256(back.browser ?? '')) {
    throw new SignOnRefused('expired')
  }
  if (back.query.has('error')) throw new SignOnRefused('declined')
  const checks = { nonce: row.nonce, verifier: row.verifier, again: row.session_id !== null }
  const orFail = (thrown: unknown): never => {
    const { address } = back.origin
    logger.warn({ error: messageOf(thrown), address }, 'the answer of the identity provider failed')
    throw new SignOnRefused('failed')
  }
  const person = await house.provider.finish(back.query, state, checks).catch(orFail)
  const staff = await recognise(house, person).catch(orFail)
  const former = row.session_id === null ? undefined : await readSessionById(store, row.session_id, false)
  const refusal = refusalOf(row, staff, former)
  if (refusal !== undefined) {
    await noteRefusal(house, person, refusal, staff)
    throw new SignOnRefused(refusal)
  }
  const opened = await store.transaction(async (unit) => {
    // Read again: it may have been disabled while the provider was asked.
    const present = await findStaffById(unit, staff?.id ?? '')
    if (present === undefined || present.disabled === 1) throw new SignOnRefused('disabled')
    const how = { method: 'single-sign-on', origin: back.origin, now: store.clock.now(), former } as const
    if (former === undefined && row.replaces !== null) await endSessionById(unit, row.replaces)
    return openSession(unit, identifiers, present, how)
  })
  logger.info({ staff: opened.session.staffId, address: back.origin.address }, 'staff signed on')
  return { opened, returnTo: row.return_to }
}

function refusalOf(
  row: SignOnRow,
  staff: StaffRow | undefined,
  former: Session | undefined,
): SignOnRefusal | undefined {
  if (staff === undefined) return 'unknown'
  if (staff.disabled === 1) return 'disabled'
  if (row.session_id === null) return undefined
  if (former === undefined) return 'expired'
  return former.staffId === staff.id ? undefined : 'other-person'
}
