import { timingSafeEqual } from 'node:crypto'
import { AppError } from '../../storage/ground/errors.ts'
import type { HttpRequest } from '../../storage/ground/http-route.ts'
import type { Store } from '../../storage/store.ts'
import { may, type Permission } from '../staff/permissions.ts'
import { isRecent, readSession, type Session } from '../staff/sessions.ts'
import { staffTexts } from '../staff/texts.ts'
import { requireInScope } from './read-scope.ts'
import type { SessionCookie } from './session-cookie.ts'

/** public: anyone; session: any member of staff; else whose role has the permission. */
export type Access = 'public' | 'session' | Permission

/** What an operation asks of the person who calls it. */
export interface Demands {
  access: Access
  /** Called by the page itself, never by hand: does not keep the session alive. */
  background?: true
  /** The person must have proved who they are within the last ten minutes. */
  recentlyAuthenticated?: true
  /** The path names a case, `:id`: who may not read it may do nothing with it. */
  ofCase?: boolean
  /** Open also to one who still has to change a password or set a second factor. */
  duringDuties?: true
}

/** Lets a request through to its operation, or throws `unauthorized` or `forbidden`. */
export type Guard = (request: HttpRequest, demands: Demands) => Promise<Session | undefined>

/** Sent by what the console fetches by itself: it must not keep the session of an absent person alive. */
export const BACKGROUND_HEADER = 'x-desk-background'

export const isBackground = (request: HttpRequest): boolean => request.headers[BACKGROUND_HEADER] !== undefined

const equal = (one: string, other: string): boolean => {
  const left = Buffer.from(one)
  const right = Buffer.from(other)
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Refuses what another site made the browser send. Browsers name the site in Sec-Fetch-Site and, on unsafe methods,
 * in Origin; a request with neither comes from no page.
 */
function requireSameOrigin(request: HttpRequest, publicUrl: string | undefined): void {
  const refusal = new AppError('forbidden', 'request from another origin', {
    publicText: '別のサイトからの操作は受け付けていません。',
  })
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refusal
  const origin = request.headers.origin
  if (origin === undefined) return
  const own = publicUrl === undefined ? undefined : URL.parse(publicUrl)?.origin
  if (origin !== own && URL.parse(origin)?.host !== request.headers.host) throw refusal
}

/** Throws `forbidden` unless the role has the permission; for what depends on the input of an operation. */
export function requirePermission(session: Session, permission: Permission): void {
  const { role } = session.actor
  if (may(role, permission)) return
  const publicText = role === 'auditor' ? staffTexts.auditorsRead : staffTexts.notPermitted(role)
  throw new AppError('forbidden', `${role} has no ${permission}`, { publicText })
}

/**
 * Throws `forbidden` with `proveAgain` unless the person proved who they are within the last ten minutes; `proveAgain`
 * says how they can: `password` (with `code` where there is a second factor) or `single-sign-on`.
 */
export function requireRecentAuthentication(session: Session, now: number): void {
  if (isRecent(session, now)) return
  const proveAgain = session.method === 'single-sign-on' ? 'single-sign-on' : 'password'
  throw new AppError('forbidden', 'a fresh proof of identity is needed', {
    publicText: staffTexts.proveAgain,
    details: { proveAgain },
  })
}

export function createGuard(house: { store: Store; cookie: SessionCookie; publicUrl: string | undefined }): Guard {
  return async (request, demands) => {
    const unsafe = request.method !== 'GET'
    if (unsafe) requireSameOrigin(request, house.publicUrl)
    if (demands.access === 'public') return undefined
    const byHand = !demands.background && !isBackground(request)
    const session = await readSession(house.store, house.cookie.read(request), byHand)
    if (session === undefined) throw new AppError('unauthorized', 'no session')
    if (unsafe && !equal(request.headers['x-csrf-token'] ?? '', session.csrf)) {
      throw new AppError('forbidden', 'csrf token missing or wrong', {
        publicText: '画面の情報が古くなっています。画面を読み込み直してください。',
      })
    }
    if (session.duties.length > 0 && !demands.duringDuties) {
      const { duties } = session
      throw new AppError('forbidden', 'duties stand', { publicText: staffTexts.dutiesFirst, details: { duties } })
    }
    if (demands.access !== 'session') requirePermission(session, demands.access)
    if (demands.ofCase) await requireInScope(house.store.database, session.actor, request.params.id ?? '')
    if (demands.recentlyAuthenticated) requireRecentAuthentication(session, house.store.clock.now())
    return session
  }
}
