import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { withinDeadline } from '../../../storage/deadline.ts'
import { isPublicAddress } from './public-address.ts'

/** Every address of a name, as the system's resolver tells them. */
export type ResolveName = (hostname: string) => Promise<readonly LookupAddress[]>

/** `failed` may pass by itself; `refused` does not. */
export type Target =
  | { addresses: readonly [LookupAddress, ...LookupAddress[]] }
  | { refused: string }
  | { failed: string }

const lookupMs = 10_000
const ports: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/**
 * Where a request may go: the addresses of the name, after every one of them was found public. `allowed`
 * holds `host:port` of the office's own servers. A name that resolves to a mixture is refused whole.
 */
export async function checkTarget(url: URL, allowed: readonly string[], resolveName: ResolveName): Promise<Target> {
  const usual = ports[url.protocol]
  if (usual === undefined) return { refused: `http・https 以外のアドレスです: ${url.protocol}` }
  if (url.username !== '' || url.password !== '') return { refused: 'ユーザー名やパスワードの入ったアドレスです' }
  const port = url.port === '' ? usual : Number(url.port)
  const isAllowed = allowed.some((entry) => entry.toLowerCase() === `${url.hostname}:${port}`)
  if (!isAllowed && port !== 80 && port !== 443) return { refused: `使えないポート番号です: ${port}` }
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(hostname)
  let addresses: readonly LookupAddress[]
  try {
    addresses = family ? [{ address: hostname, family }] : await withinDeadline(() => resolveName(hostname), lookupMs)
  } catch {
    return { failed: `ホスト名を解決できません: ${hostname}` }
  }
  const [first, ...others] = addresses
  if (!first) return { failed: `ホスト名を解決できません: ${hostname}` }
  if (!isAllowed && !addresses.every((entry) => isPublicAddress(entry.address)))
    return { refused: '公開されていないネットワークのアドレスです（内部のサーバーは allowPrivate に書いたものだけ）' }
  return { addresses: [first, ...others] }
}
