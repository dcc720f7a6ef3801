import { z } from 'zod'
import { AppError } from '../../storage/ground/errors.ts'
import { type HttpResponse, type Route, readJsonBody } from '../../storage/ground/http-route.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { OriginCheck } from '../http/origins.ts'
import { type Access, bearerOf, refusals } from './access.ts'
import type { RateLimit } from './rate-limit.ts'
import { webTexts } from './texts.ts'
import { TOKEN_SECONDS, type Tokens, type Visitor } from './tokens.ts'

export interface TokenRoutesOptions {
  access: Access
  tokens: Tokens
  identifiers: Identifiers
  hasSecret: boolean
  allowsOrigin: OriginCheck
  /** Taken by address: a new token costs the asker nothing. */
  limit: RateLimit
  /** Opens the visitor's conversation with what a one-time address brings along. */
  continueHere: (visitor: Visitor, token: string) => Promise<void>
}

const userSchema = z.object({ id: z.string().optional() }).catch({})
/** Microsoft's samples write `User: {Id}`; their service reads names in any case, and so do we. */
const generateSchema = z.record(z.string(), z.unknown()).transform((body) => {
  const small = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]))
      : {}
  const { user, trustedorigins } = small(body)
  return {
    userId: userSchema.parse(small(user)).id,
    origins: z
      .array(z.string().max(200))
      .max(20)
      .catch([])
      .parse(trustedorigins ?? []),
  }
})
const resumeSchema = z.object({
  token: z.string().max(4_000).optional().catch(undefined),
  /** Of a one-time address: the conversation of another door goes on here. */
  continue: z.string().max(2_000).optional().catch(undefined),
})

/** A visitor nobody has seen: ids are minted here, never taken from a browser. */
export const newVisitor = (identifiers: Identifiers, userId?: string, origins: string[] = []): Visitor => {
  if (userId !== undefined && !/^dl_[\w.-]{1,61}$/.test(userId)) {
    throw new AppError('bad_request', 'bad user id', { publicText: webTexts.badUserId })
  }
  // base64url may begin with a dash, which is awkward in addresses and on command lines.
  return { conversationId: `c${identifiers.secret(18)}`, userId: userId ?? `dl_${identifiers.secret(15)}`, origins }
}

/** Where tokens come from: `generate` for servers with the secret, `web` for our pages, `refresh` for their holders. */
export function tokenRoutes(options: TokenRoutesOptions): Route[] {
  const { access, tokens, identifiers, allowsOrigin, limit } = options
  const answer = async (visitor: Visitor): Promise<HttpResponse> => ({
    status: 200,
    body: {
      conversationId: visitor.conversationId,
      token: await tokens.issue(visitor),
      expires_in: TOKEN_SECONDS,
    },
  })
  return [
    {
      method: 'POST',
      path: '/v3/directline/tokens/generate',
      async handler(request) {
        if (!options.hasSecret) throw new AppError('forbidden', 'no secret is set', { publicText: webTexts.noSecret })
        if (!access.bySecret(request)) throw refusals.badToken()
        const { userId, origins } = readJsonBody(request, generateSchema)
        return answer(newVisitor(identifiers, userId, origins))
      },
    },
    {
      method: 'POST',
      path: '/v3/directline/tokens/refresh',
      async handler(request) {
        bearerOf(request)
        limit(request.remoteAddress)
        return answer(await access.visitor(request))
      },
    },
    {
      method: 'POST',
      path: '/v3/directline/tokens/web',
      async handler(request) {
        const { origin, host } = request.headers
        // A browser tells `Origin` with every POST; without one only its own word that the page is ours counts.
        const ours =
          origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : allowsOrigin(origin, host)
        if (!ours) throw refusals.otherOrigin()
        limit(request.remoteAddress)
        const { token, continue: carry } = readJsonBody(request, resumeSchema)
        if (carry !== undefined) {
          const visitor = newVisitor(identifiers, undefined, origin === undefined ? [] : [origin])
          await options.continueHere(visitor, carry)
          return answer(visitor)
        }
        const known = token === undefined ? undefined : await tokens.recall(token)
        return answer(known ?? newVisitor(identifiers, undefined, origin === undefined ? [] : [origin]))
      },
    },
  ]
}
