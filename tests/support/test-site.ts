import { createServer, type ServerResponse } from 'node:http'
import { listenOnLoopback } from './loopback.ts'
import { type SitePage, sitePages, wardPage } from './test-site-pages.ts'

export interface Visit {
  path: string
  /** Milliseconds of the monotonic clock. */
  at: number
  status: number
}

export interface TestSite {
  /** `127.0.0.1:<port>` */
  host: string
  url: string
  pages: Map<string, SitePage>
  visits: Visit[]
  paths(): string[]
  /** Bytes of the 40 MB file that went out. */
  hugeBytes(): number
  close(): Promise<void>
}

/** What the kernel holds on the way has left the server too: the file is larger than the cap by more than that. */
const hugeMebibytes = 40

/** A ward's site on 127.0.0.1, with validators on every page: a page asked for again is answered 304. */
export async function startTestSite(): Promise<TestSite> {
  const pages = await sitePages()
  const visits: Visit[] = []
  let hugeBytes = 0

  const calendar = (response: ServerResponse, month: number) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        wardPage(`催し ${month}月`, `<p>${month}月の催しの予定を、日ごとに載せています。`.repeat(4), [
          `/calendar?month=${month + 1}`,
        ]),
      )

  const huge = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/pdf' })
    const piece = Buffer.alloc(1024 * 1024, 'x')
    let left = hugeMebibytes
    const more = () => {
      if (response.destroyed) return
      if (left === 0) {
        response.end()
        return
      }
      left -= 1
      hugeBytes += piece.length
      response.write(piece, more)
    }
    more()
  }

  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const visit = { path, at: performance.now(), status: 200 }
    visits.push(visit)
    if (path.startsWith('/calendar?month=')) return calendar(response, Number(path.split('=')[1]))
    if (path === '/files/huge.pdf') return huge(response)
    if (path === '/slow') {
      // Some words, then nothing more.
      response.writeHead(200, { 'content-type': 'text/html' })
      return response.write('<html><p>少しお待ちください')
    }
    const page = pages.get(path)
    const etag =
      page?.body === undefined ? undefined : `"${Buffer.from(page.body).toString('base64').length}-${hash(page.body)}"`
    const same = etag !== undefined && request.headers['if-none-match'] === etag
    visit.status = same ? 304 : page ? (page.status ?? 200) : 404
    response.writeHead(visit.status, { ...page?.headers, ...(etag === undefined ? {} : { etag }) })
    response.end(same ? undefined : page?.body)
  })
  const { host, url, close } = await listenOnLoopback(server)
  return {
    host,
    url,
    pages,
    visits,
    paths: () => visits.map(({ path }) => path),
    hugeBytes: () => hugeBytes,
    close,
  }
}

const hash = (body: string | Uint8Array): number =>
  Buffer.from(body).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7)
