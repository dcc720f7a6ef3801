import { createHash } from 'node:crypto'
import { recordAudit } from '../../storage/audit.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  type SessionRow,
  sessionsOf,
  touchSession,
} from '../../storage/sessions.ts'
import type { StaffRow } from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import type { Actor } from '../cases/desk-context.ts'
import type { StaffRole } from './permissions.ts'

/** Documented limits (ASVS 5.0, 7.1.1): without use, and at all. */
export const IDLE_MS = 30 * 60_000
export const ABSOLUTE_MS = 8 * 3_600_000
/** How long a proof of identity is good for what asks for a fresh one. */
export const RECENT_MS = 10 * 60_000
/** How exactly the time of the last use is kept: not every request writes. */
const TOUCH_MS = 30_000

/** How a person proved who they are. */
export const loginMethods = ['password', 'totp', 'recovery-code', 'single-sign-on'] as const
export type LoginMethod = (typeof loginMethods)[number]

/** What must be done before anything else. */
export const duties = ['change-password', 'set-second-factor'] as const
export type Duty = (typeof duties)[number]

export interface Session {
  id: string
  staffId: string
  actor: Actor
  csrf: string
  method: LoginMethod
  /** When the person last proved who they are. */
  authenticatedAt: number
  duties: Duty[]
}

/** Where a log-in came from. */
export interface Origin {
  address: string
  /** The browser's own name for itself. */
  agent: string
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The provider answers for the second factor of those who sign on there. */
function dutiesOf(staff: StaffRow, method: LoginMethod): Duty[] {
  if (method === 'single-sign-on') return []
  return [
    ...(staff.password_change_due === 1 ? (['change-password'] as const) : []),
    ...(staff.second_factor_required === 1 && staff.totp_secret === null ? (['set-second-factor'] as const) : []),
  ]
}

export interface Opened {
  token: string
  session: Session
}

/**
 * A new session for a person who has just proved who they are. Only the token's hash is stored. `former` is the
 * session it takes the place of: it ends, and its csrf value goes on, so that other tabs do not break.
 */
export async function openSession(
  unit: UnitOfWork,
  identifiers: Identifiers,
  staff: StaffRow,
  how: { method: LoginMethod; origin: Origin; now: number; former?: Session | undefined },
): Promise<Opened> {
  const { method, origin, now, former } = how
  const token = identifiers.secret(32)
  const csrf = former?.csrf ?? identifiers.secret(32)
  await deleteExpiredSessions(unit, now)
  if (former) await deleteSession(unit, former.id)
  const row: SessionRow = {
    id: sha256(token),
    staff_id: staff.id,
    csrf,
    created_at: now,
    last_seen_at: now,
    expires_at: now + ABSOLUTE_MS,
    authenticated_at: now,
    method,
    address: origin.address,
    agent: origin.agent.slice(0, 200),
  }
  await insertSession(unit, row)
  recordAudit(unit, {
    actor: staff.login,
    action: former ? 'session.renewed' : 'session.opened',
    objectType: 'staff',
    objectId: staff.login,
    details: { method, address: origin.address },
  })
  return { token, session: viewSession(row, staff) }
}

const viewSession = (row: SessionRow, staff: StaffRow): Session => ({
  id: row.id,
  staffId: staff.id,
  actor: { login: staff.login, name: staff.name, role: staff.role as StaffRole },
  csrf: row.csrf,
  method: row.method as LoginMethod,
  authenticatedAt: row.authenticated_at,
  duties: dutiesOf(staff, row.method as LoginMethod),
})

const stands = (row: SessionRow, now: number) => now < row.expires_at && now - row.last_seen_at < IDLE_MS

/**
 * Who holds the token; undefined after 30 minutes without use, after 8 hours, after a log-out, or when the account
 * was disabled. With `touch` the call itself counts as use; what a page fetches by itself must not.
 */
export async function readSession(
  store: Store,
  token: string | undefined,
  touch: boolean,
): Promise<Session | undefined> {
  if (token === undefined || token === '') return undefined
  return readSessionById(store, sha256(token), touch)
}

/** As `readSession`, by the hash of the token. */
export async function readSessionById(store: Store, id: string, touch: boolean): Promise<Session | undefined> {
  const found = await findSession(store.database, id)
  if (found === undefined) return undefined
  const now = store.clock.now()
  const { session, staff } = found
  if (!stands(session, now)) return undefined
  if (touch && now - session.last_seen_at >= TOUCH_MS) {
    await store.transaction((unit) => touchSession(unit, id, now))
  }
  return viewSession(session, staff)
}

/** Whether the person proved who they are in the last ten minutes. */
export const isRecent = (session: Session, now: number): boolean => now - session.authenticatedAt <= RECENT_MS

/** The sessions of a person that still stand, newest first. */
export async function standingSessions(database: Queryable, staffId: string, now: number): Promise<SessionRow[]> {
  return (await sessionsOf(database, staffId)).filter((row) => stands(row, now))
}

/** Ends the session of a log-out, or one that a log-in takes the place of; a token nobody knows is no error. */
export async function endSession(store: Store, token: string | undefined): Promise<void> {
  if (token === undefined) return
  await store.transaction((unit) => endSessionById(unit, sha256(token)))
}

/** As `endSession`, by the hash of the token, in the transaction at hand. */
export async function endSessionById(unit: UnitOfWork, id: string): Promise<void> {
  const found = await findSession(unit, id)
  if (found === undefined) return
  await deleteSession(unit, id)
  recordAudit(unit, {
    actor: found.staff.login,
    action: 'session.closed',
    objectType: 'staff',
    objectId: found.staff.login,
  })
}

/** Ends one of a person's own sessions. Throws `not_found` for one of somebody else. */
export async function revokeSession(unit: UnitOfWork, session: Session, id: string): Promise<void> {
  const own = await sessionsOf(unit, session.staffId)
  if (!own.some((row) => row.id === id)) throw new AppError('not_found', 'no such session')
  await deleteSession(unit, id)
  recordAudit(unit, {
    actor: session.actor.login,
    action: 'session.revoked',
    objectType: 'staff',
    objectId: session.actor.login,
    details: { session: id.slice(0, 12) },
  })
}
