import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { checkTarget } from '../../../knowledge/ingest/fetch/check-target.ts'
import { isPublicAddress } from '../../../knowledge/ingest/fetch/public-address.ts'
import { listenOnLoopback } from '../../support/loopback.ts'
import { quickFetcher } from '../../support/quick-fetcher.ts'

const signal = new AbortController().signal
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server that answers every path with `answer`; counts who came. */
async function serve(answer: (path: string) => { status: number; headers?: Record<string, string>; body?: string }) {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    const { status, headers = {}, body = '' } = answer(request.url ?? '')
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
  })
  const { port, host, close } = await listenOnLoopback(server)
  closing.push(close)
  return { port, host, paths }
}

describe('addresses of the open Internet', () => {
  it.each(['8.8.8.8', '203.104.153.1', '2001:4860:4860::8888', '2400:cb00::1'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  it.each([
    ['127.0.0.1', 'this machine'],
    ['127.8.9.10', 'this machine'],
    ['0.0.0.0', 'no address'],
    ['0.1.2.3', 'this network'],
    ['10.1.2.3', 'a private network'],
    ['172.16.0.1', 'a private network'],
    ['192.168.1.1', 'a private network'],
    ['169.254.169.254', 'the metadata of a cloud'],
    ['100.64.0.1', 'a shared network'],
    ['224.0.0.1', 'many receivers'],
    ['255.255.255.255', 'everyone'],
    ['::', 'no address'],
    ['::1', 'this machine'],
    ['fc00::1', 'a private network'],
    ['fd12:3456::1', 'a private network'],
    ['fe80::1', 'this link'],
    ['::ffff:127.0.0.1', 'this machine inside IPv6'],
    ['::ffff:a9fe:a9fe', 'the metadata of a cloud inside IPv6'],
    ['::127.0.0.1', 'this machine inside IPv6'],
    ['64:ff9b::7f00:1', 'this machine behind a translator'],
    ['2002:7f00:1::', 'this machine behind a tunnel'],
    ['not an address', 'nothing'],
  ])('%s is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a target', () => {
  const names: Record<string, string[]> = {
    'public.example': ['93.184.216.34'],
    'inside.example': ['192.168.0.10'],
    'mixed.example': ['93.184.216.34', '10.0.0.1'],
    'mapped.example': ['::ffff:127.0.0.1'],
  }
  const resolveName = async (name: string) =>
    (names[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const check = (url: string, allowed: string[] = []) => checkTarget(new URL(url), allowed, resolveName)

  it('is the address that was checked', async () => {
    expect(await check('https://public.example/a')).toEqual({
      addresses: [{ address: '93.184.216.34', family: 4 }],
    })
  })
  it.each([
    'http://inside.example/',
    'http://mixed.example/',
    'http://mapped.example/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://public.example:22/',
    'http://user:secret@public.example/',
    'ftp://public.example/',
    'file:///etc/passwd',
  ])('%s is refused', async (url) => {
    expect(await check(url)).toHaveProperty('refused')
  })
  it('of the office itself is taken where it was named with its port, and only there', async () => {
    expect(await check('http://inside.example:8080/', ['inside.example:8080'])).toHaveProperty('addresses')
    expect(await check('http://inside.example:8081/', ['inside.example:8080'])).toHaveProperty('refused')
    expect(await check('http://inside.example/', ['inside.example:8080'])).toHaveProperty('refused')
  })
})

describe('a redirect', () => {
  it.each(['http://169.254.169.254/latest/meta-data/', 'http://[::ffff:127.0.0.1]/', 'file:///etc/passwd'])(
    'to %s is refused',
    async (location) => {
      const { host } = await serve((path) => (path === '/' ? { status: 302, headers: { location } } : { status: 404 }))
      const fetched = await quickFetcher()({ url: `http://${host}/`, allowPrivate: [host], signal })
      expect(fetched.kind).toBe('refused')
    },
  )
  it('to another port of this machine never reaches it', async () => {
    const inside = await serve(() => ({ status: 200, body: 'secret' }))
    const { host } = await serve((path) =>
      path === '/' ? { status: 302, headers: { location: `http://${inside.host}/` } } : { status: 404 },
    )
    const fetched = await quickFetcher()({ url: `http://${host}/`, allowPrivate: [host], signal })
    expect(fetched).toMatchObject({ kind: 'refused' })
    expect(inside.paths).toEqual([])
  })
  it('is followed five times and no more', async () => {
    const { host } = await serve((path) => {
      const step = Number(path.slice(1))
      if (path === '/robots.txt') return { status: 404 }
      return step === 5 ? { status: 200, body: '<p>here' } : { status: 301, headers: { location: `/${step + 1}` } }
    })
    const at = (path: string) => quickFetcher()({ url: `http://${host}${path}`, allowPrivate: [host], signal })
    expect(await at('/0')).toMatchObject({ kind: 'page', url: `http://${host}/5` })
    expect(await at('/-1')).toMatchObject({ kind: 'refused' })
  })
})

it('a name that turns to a private address after it was checked changes nothing: the checked address is used', async () => {
  const { port, paths } = await serve((path) => ({ status: path === '/robots.txt' ? 404 : 200, body: '<p>page' }))
  let asked = 0
  const fetcher = quickFetcher({
    // The second answer would lead elsewhere; a client that asks again would go there.
    resolveName: async () => {
      asked += 1
      return [{ address: asked <= 2 ? '127.0.0.1' : '127.0.0.9', family: 4 }]
    },
  })
  const url = `http://turning.example:${port}/`
  expect(await fetcher({ url, allowPrivate: [`turning.example:${port}`], signal })).toMatchObject({ kind: 'page' })
  expect(asked).toBe(2)
  expect(paths).toEqual(['/robots.txt', '/'])
})
