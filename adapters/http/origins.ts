/** True when a page of this very server asks: its `Origin` names the host it asked, or the public address. */
export function isSameOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  const url = URL.parse(origin)
  if (!url) return false
  if (publicUrl !== undefined && url.origin === URL.parse(publicUrl)?.origin) return true
  return (
    host !== undefined && (url.protocol === 'http:' || url.protocol === 'https:') && url.host === host.toLowerCase()
  )
}

export type OriginCheck = (origin: string, host: string | undefined) => boolean

/** Whose pages may use the web door: our own, and those the settings name. */
export function createOriginCheck(allowedOrigins: readonly string[], publicUrl: string | undefined): OriginCheck {
  const allowed = new Set(allowedOrigins.map((entry) => URL.parse(entry)?.origin ?? entry))
  return (origin, host) => allowed.has(origin) || isSameOrigin(origin, host, publicUrl)
}
