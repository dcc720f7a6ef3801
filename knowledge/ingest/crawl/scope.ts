export interface Scope {
  /** Whether an address belongs to the source, be it by a link or by a redirect. */
  holds(url: URL): boolean
  /** Whether it is on one of the source's hosts. */
  isNear(url: URL): boolean
}

/** Pictures, sounds, archives, programs: nothing to read, so they are not even asked for. */
const unreadable =
  /\.(?:jpe?g|png|gif|svg|webp|ico|bmp|tiff?|mp[34]|wav|mov|avi|wmv|zip|lzh|exe|dmg|css|js|json|rss|woff2?|ics|kmz?|pptx?)$/i

function matcher(pattern: string): (url: URL) => boolean {
  const expression = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`)
  const whole = /^https?:/i.test(pattern)
  return (url) => expression.test(whole ? url.href : `${url.pathname}${url.search}`)
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Addresses on the hosts of `seeds`, within `include` where any is given, without `exclude`; seeds always belong. */
export function createScope(
  seeds: readonly string[],
  { include, exclude }: { include: readonly string[]; exclude: readonly string[] },
): Scope {
  const hosts = new Set(seeds.map((seed) => new URL(seed).host))
  const own = new Set(seeds)
  const [wanted, unwanted] = [include.map(matcher), exclude.map(matcher)]
  return {
    isNear: (url) => hosts.has(url.host),
    holds: (url) =>
      own.has(url.href) ||
      (hosts.has(url.host) &&
        !unreadable.test(url.pathname) &&
        (wanted.length === 0 || wanted.some((matches) => matches(url))) &&
        !unwanted.some((matches) => matches(url))),
  }
}
