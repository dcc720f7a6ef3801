const trackers = /^(?:utm_\w+|fbclid|gclid|yclid|_ga|mc_[ce]id|phpsessid|jsessionid|cfid|cftoken)$/i
const longestAddress = 1000
const mostSameSegments = 3

/**
 * The one spelling of an address by which a crawl knows it: no fragment, session or tracking words, the query in order.
 * Undefined for what is no page of the web and for addresses that grow by themselves (`/a/b/a/b/a/b/`).
 */
export function normalizeUrl(address: string, base?: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  if (!/^https?:$/.test(url.protocol)) return undefined
  url.hash = ''
  url.username = ''
  url.password = ''
  url.pathname = url.pathname.replace(/;jsessionid=[^/]*/gi, '').replace(/\/{2,}/g, '/')
  url.search = inOrder(url.search)
  if (url.href.length > longestAddress || goesInCircles(url.pathname)) return undefined
  return url.href
}

/** The spelling of an address that may have none: then as it came. */
export const spelled = (address: string): string => normalizeUrl(address) ?? address

/** As it is written: read and written again, a query in Shift_JIS or EUC-JP (`?q=%93%FA`) would ask for something else. */
function inOrder(search: string): string {
  const nameOf = (pair: string) => pair.split('=', 1)[0] ?? ''
  return search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !trackers.test(nameOf(pair)))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
    .join('&')
}

function goesInCircles(path: string): boolean {
  const counts = new Map<string, number>()
  for (const segment of path.split('/').filter(Boolean)) {
    const count = (counts.get(segment) ?? 0) + 1
    if (count > mostSameSegments) return true
    counts.set(segment, count)
  }
  return false
}
