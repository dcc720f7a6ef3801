import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '../../storage/ground/errors.ts'
import type { HttpRequest } from '../../storage/ground/http-route.ts'
import type { Queryable } from '../../storage/schema.ts'
import type { OriginCheck } from '../http/origins.ts'
import { webTexts } from './texts.ts'
import type { Tokens, Visitor } from './tokens.ts'

/** Refusals in the words of Direct Line: clients look at the status alone, people at the code. */
export const refusals = {
  noToken: () => new AppError('unauthorized', 'no bearer token', { publicText: webTexts.noToken }),
  badToken: () =>
    new AppError('forbidden', 'bad token', { publicText: webTexts.badToken, details: { code: 'BadArgument' } }),
  expiredToken: () =>
    new AppError('forbidden', 'expired token', {
      publicText: webTexts.expiredToken,
      details: { code: 'TokenExpired' },
    }),
  otherConversation: () =>
    new AppError('forbidden', 'token of another conversation', { publicText: webTexts.otherConversation }),
  otherOrigin: () => new AppError('forbidden', 'origin not trusted', { publicText: webTexts.otherOrigin }),
  unknownConversation: () =>
    new AppError('not_found', 'unknown conversation', { publicText: webTexts.unknownConversation }),
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares secrets of any length in a time that tells nothing of them. */
export const sameSecret = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret))

export function bearerOf(request: HttpRequest): string {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw refusals.noToken()
  return token
}

/** A page may use a token when the token names no pages, names this one, or the page is our own. */
export function checkOrigin(visitor: Visitor, request: Pick<HttpRequest, 'headers'>, ours: OriginCheck): void {
  const { origin, host } = request.headers
  if (origin === undefined || visitor.origins.length === 0 || visitor.origins.includes(origin)) return
  if (!ours(origin, host)) throw refusals.otherOrigin()
}

export interface Access {
  /** True for the secret, which servers hold; it opens every conversation. */
  bySecret(request: HttpRequest): boolean
  /** Whoever asks, as the token says. Throws 401 without a token, 403 for one that does not open `conversationId`. */
  visitor(request: HttpRequest, conversationId?: string): Promise<Visitor>
}

/** Who may do what: tokens for visitors, the secret (where one is set) for servers. */
export function createAccess(options: {
  database: Queryable
  tokens: Tokens
  secret: string | undefined
  allowsOrigin: OriginCheck
}): Access {
  const { database, tokens, secret, allowsOrigin } = options
  const bySecret = (request: HttpRequest) => secret !== undefined && sameSecret(bearerOf(request), secret)
  return {
    bySecret,
    async visitor(request, conversationId) {
      const token = bearerOf(request)
      if (conversationId !== undefined && bySecret(request)) {
        const row = await database
          .selectFrom('direct_line_conversations')
          .select('user_id')
          .where('conversation_key', '=', conversationId)
          .executeTakeFirst()
        if (!row) throw refusals.unknownConversation()
        return { conversationId, userId: row.user_id, origins: [] }
      }
      const visitor = await tokens.verify(token)
      if (visitor === 'expired') throw refusals.expiredToken()
      if (visitor === 'invalid') throw refusals.badToken()
      if (conversationId !== undefined && visitor.conversationId !== conversationId) throw refusals.otherConversation()
      checkOrigin(visitor, request, allowsOrigin)
      return visitor
    },
  }
}
