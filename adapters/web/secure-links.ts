import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { keepOneTimeLink, takeOneTimeLink } from '../../storage/conversation-links.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Store } from '../../storage/store.ts'

/** Minutes a conversation can be taken along to our own page. */
const LIFE_MS = 15 * 60_000
const AUDIENCE = 'continue'
const ISSUER = 'madoguchi'

/** Signed addresses that bring a conversation from another door to our own page, once. */
export interface SecureLinks {
  /** Written in the transaction that offers it; undefined while nobody knows where the page is. */
  create(unit: UnitOfWork, conversationId: string): Promise<string | undefined>
  /** The conversation to go on with; undefined for an address that is forged, used or too old. */
  use(token: string): Promise<string | undefined>
}

export function createSecureLinks(options: {
  store: Store
  key: Uint8Array
  identifiers: Identifiers
  publicUrl: string | undefined
}): SecureLinks {
  const { store, key, identifiers, publicUrl } = options
  return {
    async create(unit, conversationId) {
      if (publicUrl === undefined) return undefined
      const id = identifiers.secret(18)
      const expiresAt = store.clock.now() + LIFE_MS
      await keepOneTimeLink(unit, { id, purpose: 'continue', conversationId, expiresAt })
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setJti(id)
        .setExpirationTime(Math.floor(expiresAt / 1_000))
        .sign(key)
      // Behind the #: it reaches no server's log, and no preview of the address uses it up.
      return `${publicUrl}/#continue=${token}`
    },
    async use(token) {
      const verified = await jwtVerify<JWTPayload>(token, key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        currentDate: new Date(store.clock.now()),
        requiredClaims: ['exp', 'jti'],
      }).catch(() => undefined)
      const id = verified?.payload.jti
      return id === undefined ? undefined : store.transaction((unit) => takeOneTimeLink(unit, id, 'continue'))
    },
  }
}
