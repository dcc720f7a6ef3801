import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHostPace } from '../../../knowledge/ingest/fetch/host-pace.ts'
import { listenOnLoopback } from '../../support/loopback.ts'
import { quickFetcher } from '../../support/quick-fetcher.ts'
import { startTestSite, type TestSite } from '../../support/test-site.ts'

let site: TestSite
const signal = new AbortController().signal

beforeEach(async () => {
  site = await startTestSite()
})
afterEach(() => site.close())

const robots = (text: string) =>
  site.pages.set('/robots.txt', { headers: { 'content-type': 'text/plain' }, body: text })
const sleeping = async (ms: number) => {
  await wait(ms)
}
const ask = (path: string, fetcher = quickFetcher()) =>
  fetcher({ url: site.url + path, allowPrivate: [site.host], signal })

describe('the pace', () => {
  it('is kept between any two requests to a host, robots.txt included, also by those who ask together', async () => {
    const fetcher = quickFetcher({ pacing: { intervalMs: 300, sleep: sleeping } })
    const began = performance.now()
    await Promise.all(['/', '/sangyo/', '/moved.html'].map((path) => ask(path, fetcher)))
    expect(site.visits).toHaveLength(4)
    // Counted from the beginning: a busy machine makes a request late, never early (a timer may be by a few milliseconds).
    for (const [index, { at }] of site.visits.entries()) expect(at - began).toBeGreaterThan(index * 300 - 10)
  })
  it('is one request a second, by the clock', async () => {
    const waits: number[] = []
    let now = 0
    const sleep = async (ms: number) => {
      waits.push(ms)
      now += ms
    }
    const pace = createHostPace({ now: () => now, sleep, intervalMs: 1_000 })
    for (const host of ['a.example', 'a.example', 'b.example', 'a.example']) await pace.waitTurn(host, signal)
    expect(waits).toEqual([1_000, 1_000])
  })
  it('slows down for a host that asks for it, up to ten seconds', async () => {
    robots('User-agent: *\nCrawl-delay: 3600\n')
    const waits: number[] = []
    let now = Date.now()
    const sleep = async (ms: number) => {
      waits.push(ms)
      now += ms
    }
    const fetcher = quickFetcher({ pacing: { now: () => now, sleep, intervalMs: 1_000 } })
    for (const path of ['/', '/sangyo/', '/moved.html']) await ask(path, fetcher)
    expect(waits.map((ms) => Math.round(ms / 1000))).toEqual([1, 10, 10])
  })
})

describe('robots.txt', () => {
  it('speaks to us by name', async () => {
    robots('User-agent: MadoguchiBot\nDisallow: /\n\nUser-agent: *\nAllow: /\n')
    expect(await ask('/sangyo/')).toMatchObject({ kind: 'refused', reason: expect.stringContaining('robots.txt') })
    expect(site.paths()).toEqual(['/robots.txt'])
  })
  it('that is not there allows everything', async () => {
    site.pages.delete('/robots.txt')
    expect(await ask('/sangyo/')).toMatchObject({ kind: 'page' })
  })
  it('that the host cannot show now forbids everything for now', async () => {
    site.pages.set('/robots.txt', { status: 503 })
    expect(await ask('/sangyo/')).toMatchObject({ kind: 'failed', reason: expect.stringContaining('robots.txt') })
    expect(site.paths()).not.toContain('/sangyo/')
  })
  it('of a host that does not answer forbids everything for now', async () => {
    const fetched = await quickFetcher()({ url: 'http://127.0.0.1:9/', allowPrivate: ['127.0.0.1:9'], signal })
    expect(fetched.kind).toBe('failed')
  })
})

describe('a request', () => {
  it('says who asks', async () => {
    let agent: string | undefined
    const { createServer } = await import('node:http')
    const server = createServer((request, response) => {
      agent = request.headers['user-agent']
      response.writeHead(404).end()
    })
    const { url, host, close } = await listenOnLoopback(server)
    await quickFetcher()({ url: `${url}/`, allowPrivate: [host], signal })
    await close()
    expect(agent).toMatch(/^MadoguchiBot\//)
  })
  it('to a busy host is made once more after the time that it names', async () => {
    const waits: number[] = []
    site.pages.set('/busy', { status: 503, headers: { 'retry-after': '7' } })
    const sleep = async (ms: number) => {
      waits.push(ms)
      site.pages.set('/busy', { headers: { 'content-type': 'text/html' }, body: '<p>空きました' })
    }
    expect(await ask('/busy', quickFetcher({ sleep }))).toMatchObject({ kind: 'page' })
    expect(waits).toEqual([7_000])
  })
  it('for what is no page is given up at its head', async () => {
    site.pages.set('/film', { headers: { 'content-type': 'video/mp4' }, body: 'x'.repeat(100_000) })
    expect(await ask('/film')).toMatchObject({ kind: 'refused' })
  })
  it('whose answer unpacks beyond the limit is given up', async () => {
    const { gzipSync } = await import('node:zlib')
    const headers = { 'content-type': 'text/html', 'content-encoding': 'gzip' }
    site.pages.set('/bomb', { headers, body: gzipSync(Buffer.alloc(40 * 1024 * 1024)) })
    expect(await ask('/bomb')).toMatchObject({ kind: 'refused', reason: expect.stringContaining('大きすぎ') })
    site.pages.set('/packed', { headers, body: gzipSync('<p>まとめて送ります') })
    const fetched = await ask('/packed')
    expect(fetched.kind === 'page' ? Buffer.from(fetched.bytes).toString() : '').toBe('<p>まとめて送ります')
  })
  it('that is called off ends at once', async () => {
    const stop = new AbortController()
    const asked = quickFetcher()({ url: `${site.url}/slow`, allowPrivate: [site.host], signal: stop.signal })
    setTimeout(() => stop.abort(new Error('called off')), 50)
    await expect(asked).rejects.toThrow('called off')
  })
})
