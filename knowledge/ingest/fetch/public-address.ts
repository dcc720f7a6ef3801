import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address is one of the open Internet. Everything with a meaning of its own is not: this machine, private
 * and shared networks, link-local (cloud metadata), and IPv6 forms that carry an IPv4 address inside.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) {
    return parsed.toIPv4Address().range() === 'unicast'
  }
  // IPv4-compatible ::a.b.c.d counts as unicast in the library; no public host has one.
  if (parsed instanceof ipaddr.IPv6 && parsed.parts.slice(0, 6).every((part) => part === 0)) return false
  return parsed.range() === 'unicast'
}
