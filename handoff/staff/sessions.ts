import { createHash } from 'node:crypto'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  touchSession,
} from '../../storage/sessions.ts'
import type { Store } from '../../storage/store.ts'
import type { Actor, StaffRole } from '../cases/desk-context.ts'

export const IDLE_MS = 30 * 60_000
export const ABSOLUTE_MS = 8 * 3_600_000
/** How exactly the time of the last use is kept: not every request writes. */
const TOUCH_MS = 30_000

export interface Session {
  actor: Actor
  csrf: string
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A new session for a person who has just proved their password. Only the token's hash is stored. */
export async function openSession(
  unit: UnitOfWork,
  identifiers: Identifiers,
  staffId: string,
  now: number,
): Promise<{ token: string; csrf: string }> {
  const token = identifiers.secret(32)
  const csrf = identifiers.secret(32)
  await deleteExpiredSessions(unit, now)
  await insertSession(unit, {
    id: sha256(token),
    staff_id: staffId,
    csrf,
    created_at: now,
    last_seen_at: now,
    expires_at: now + ABSOLUTE_MS,
  })
  return { token, csrf }
}

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
  const id = sha256(token)
  const found = await findSession(store.database, id)
  if (found === undefined) return undefined
  const now = store.clock.now()
  const { session, staff } = found
  if (now >= session.expires_at || now - session.last_seen_at >= IDLE_MS) return undefined
  if (touch && now - session.last_seen_at >= TOUCH_MS) {
    await store.transaction((unit) => touchSession(unit, id, now))
  }
  return { actor: { login: staff.login, name: staff.name, role: staff.role as StaffRole }, csrf: session.csrf }
}

/** Ends one session; a token nobody knows is no error. */
export async function endSession(store: Store, token: string | undefined): Promise<void> {
  if (token === undefined) return
  await store.transaction((unit) => deleteSession(unit, sha256(token)))
}
