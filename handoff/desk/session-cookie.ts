import type { HttpRequest } from '../../storage/ground/http-route.ts'

export interface DeskCookie {
  readonly name: string
  read(request: HttpRequest): string | undefined
  set(token: string): string
  clear(): string
}

export type SessionCookie = DeskCookie

/**
 * A cookie of the desk, always HttpOnly. On https it is a `__Host-` cookie (Secure, Path=/, no Domain: RFC 6265bis
 * 4.1.3.2); on plain http, where that prefix is refused, one for /desk only.
 */
function createCookie(
  publicUrl: string | undefined,
  names: { secure: string; plain: string },
  rules: string,
): DeskCookie {
  const secure = publicUrl?.startsWith('https:') ?? false
  const name = secure ? names.secure : names.plain
  const all = `${secure ? 'Path=/; Secure' : 'Path=/desk'}; HttpOnly; ${rules}`
  return {
    name,
    read(request) {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
    },
    set: (token) => `${name}=${token}; ${all}`,
    clear: () => `${name}=; Max-Age=0; ${all}`,
  }
}

/** Who is logged in; no other site can make the browser send it. */
export const createSessionCookie = (publicUrl: string | undefined): SessionCookie =>
  createCookie(publicUrl, { secure: '__Host-madoguchi', plain: 'madoguchi_session' }, 'SameSite=Strict')

/** Which browser began a sign-on. Lax: the identity provider's site is what leads back. */
export const createSignOnCookie = (publicUrl: string | undefined): DeskCookie =>
  createCookie(publicUrl, { secure: '__Host-madoguchi-sign-on', plain: 'madoguchi_sign_on' }, 'SameSite=Lax')
