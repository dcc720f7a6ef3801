import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../storage/ground/clock.ts'

/** What a token says: whose conversation it opens, and from which pages (none named: any). */
export interface Visitor {
  conversationId: string
  userId: string
  origins: string[]
}

/** Clients refresh every 15 minutes while they are awake; phones sleep for hours. */
export const TOKEN_SECONDS = 6 * 3_600
/** A ticket stands in addresses and so in logs: it opens one stream, for a minute. */
export const TICKET_SECONDS = 60
/** How long after its end a token still proves whose conversation it was. */
const RESUME_SECONDS = 30 * 86_400

const ISSUER = 'madoguchi'
const uses = { client: 'direct-line', stream: 'direct-line-stream' } as const
type Use = keyof typeof uses

const claimsSchema = z.object({
  conv: z.string().regex(/^[\w-]{1,80}$/),
  user: z.string().min(1).max(80),
  origins: z.array(z.string()).default([]),
})

export interface Tokens {
  issue(visitor: Visitor, use?: Use): Promise<string>
  /** The visitor, or why the token is refused. */
  verify(token: string, use?: Use): Promise<Visitor | 'expired' | 'invalid'>
  /** Reads a token of ours that may have expired within the last 30 days. */
  recall(token: string): Promise<Visitor | undefined>
}

/** Direct Line tokens: HS256 JWTs, because clients read the claim `user` out of them. */
export function createTokens(key: Uint8Array, clock: Clock): Tokens {
  const read = async (token: string, use: Use, clockTolerance: number): Promise<Visitor | 'expired' | 'invalid'> => {
    try {
      const { payload } = await jwtVerify<JWTPayload>(token, key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: uses[use],
        currentDate: new Date(clock.now()),
        clockTolerance,
        requiredClaims: ['exp', 'iat', 'nbf'],
      })
      const claims = claimsSchema.safeParse(payload)
      if (!claims.success || payload.use !== use) return 'invalid'
      return { conversationId: claims.data.conv, userId: claims.data.user, origins: claims.data.origins }
    } catch (error) {
      return error instanceof errors.JWTExpired ? 'expired' : 'invalid'
    }
  }
  return {
    issue({ conversationId, userId, origins }, use = 'client') {
      const now = Math.floor(clock.now() / 1_000)
      return new SignJWT({
        bot: ISSUER,
        conv: conversationId,
        user: userId,
        use,
        ...(origins.length ? { origins } : {}),
      })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(uses[use])
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + (use === 'stream' ? TICKET_SECONDS : TOKEN_SECONDS))
        .sign(key)
    },
    // A second of tolerance: `now` is cut to whole seconds when a token is issued.
    verify: (token, use = 'client') => read(token, use, 1),
    async recall(token) {
      const visitor = await read(token, 'client', RESUME_SECONDS)
      return typeof visitor === 'string' ? undefined : visitor
    },
  }
}
