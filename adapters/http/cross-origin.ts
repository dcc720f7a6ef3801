import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OriginCheck } from './origins.ts'

export interface CrossOriginRule {
  /** Paths below it may be asked by other pages. */
  prefix: string
  allows: OriginCheck
}

/**
 * Sets the CORS headers of a request and answers its preflight; true when the request is answered. The origin is
 * echoed exactly, never `*`: one call of Direct Line clients carries credentials.
 */
export function answerCrossOrigin(
  rule: CrossOriginRule,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (path !== rule.prefix && !path.startsWith(`${rule.prefix}/`)) return false
  response.setHeader('vary', 'Origin')
  const { origin, host } = request.headers
  const allowed = origin !== undefined && rule.allows(origin, host)
  if (allowed) {
    response.setHeader('access-control-allow-origin', origin)
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('access-control-expose-headers', 'Retry-After')
  }
  if (request.method !== 'OPTIONS') return false
  if (allowed) {
    response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS')
    response.setHeader(
      'access-control-allow-headers',
      'Authorization, Content-Type, Accept, x-ms-bot-agent, x-requested-with',
    )
    response.setHeader('access-control-max-age', '600')
  }
  response.statusCode = 204
  response.end()
  return true
}
