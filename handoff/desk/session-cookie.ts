import type { HttpRequest } from '../../storage/ground/http-route.ts'

export interface SessionCookie {
  readonly name: string
  read(request: HttpRequest): string | undefined
  set(token: string): string
  clear(): string
}

/**
 * The cookie of the desk: HttpOnly and SameSite=Strict always. On https it is a `__Host-` cookie (Secure, Path=/,
 * no Domain: RFC 6265bis 4.1.3.2); on plain http, where that prefix is refused, one for /desk only.
 */
export function createSessionCookie(publicUrl: string | undefined): SessionCookie {
  const secure = publicUrl?.startsWith('https:') ?? false
  const name = secure ? '__Host-madoguchi' : 'madoguchi_session'
  const rules = secure ? 'Path=/; Secure; HttpOnly; SameSite=Strict' : 'Path=/desk; HttpOnly; SameSite=Strict'
  return {
    name,
    read(request) {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
    },
    set: (token) => `${name}=${token}; ${rules}`,
    clear: () => `${name}=; Max-Age=0; ${rules}`,
  }
}
