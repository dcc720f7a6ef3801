import { timingSafeEqual } from 'node:crypto'
import { AppError } from '../../storage/ground/errors.ts'
import type { HttpRequest } from '../../storage/ground/http-route.ts'
import type { Store } from '../../storage/store.ts'
import { readSession, type Session } from '../staff/sessions.ts'
import type { SessionCookie } from './session-cookie.ts'

/** public: anyone; session: any member of staff; write: members of staff who may change something. */
export type Access = 'public' | 'session' | 'write'

/** Lets a request through to its operation, or throws `unauthorized` or `forbidden`. */
export type Guard = (
  request: HttpRequest,
  operation: { access: Access; background?: true },
) => Promise<Session | undefined>

/** Sent by what the console fetches by itself: it must not keep the session of an absent person alive. */
export const BACKGROUND_HEADER = 'x-desk-background'

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

export function createGuard(house: { store: Store; cookie: SessionCookie; publicUrl: string | undefined }): Guard {
  return async (request, operation) => {
    const unsafe = request.method !== 'GET'
    if (unsafe) requireSameOrigin(request, house.publicUrl)
    if (operation.access === 'public') return undefined
    const byHand = !operation.background && request.headers[BACKGROUND_HEADER] === undefined
    const session = await readSession(house.store, house.cookie.read(request), byHand)
    if (session === undefined) throw new AppError('unauthorized', 'no session')
    if (unsafe && !equal(request.headers['x-csrf-token'] ?? '', session.csrf)) {
      throw new AppError('forbidden', 'csrf token missing or wrong', {
        publicText: '画面の情報が古くなっています。画面を読み込み直してください。',
      })
    }
    if (operation.access === 'write' && session.actor.role === 'auditor') {
      throw new AppError('forbidden', 'auditors only read', { publicText: '監査の役割では、閲覧だけができます。' })
    }
    return session
  }
}
