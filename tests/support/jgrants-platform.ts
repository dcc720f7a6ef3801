import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { detailAnswer, failure, found, listAnswer, queryFault, type StoredSubsidy } from './jgrants-answers.ts'
import { listenOnLoopback } from './loopback.ts'

/** How the next answer to a path goes wrong. */
export type JgrantsFault =
  | { kind: 'status'; status: number }
  /** The error shape of the API with status 500. */
  | { kind: 'internal' }
  /** Status 200 with this text instead of JSON, or with JSON of another shape. */
  | { kind: 'text'; text: string }
  /** The right answer, cut in the middle. */
  | { kind: 'broken' }
  | { kind: 'slow'; ms: number }
  | { kind: 'cut' }

export interface JgrantsPlatform {
  /** As `https://api.jgrants-portal.go.jp/exp` */
  url: string
  /** May be changed by a test. */
  subsidies: StoredSubsidy[]
  /** Path and query of every request, decoded. */
  requests: string[]
  /** The next answers to paths that hold `part`; `times` is how often, for ever without it. */
  fail(part: string, fault: JgrantsFault, times?: number): void
  /** `acceptance=0` is refused with 400, as users have seen. */
  refuseWholeList: boolean
  /** Size of each attached file. */
  attachmentBytes: number
  get(url: string, signal: AbortSignal): Promise<{ status: number; text: string }>
  close(): Promise<void>
}

const fixture = new URL('../fixtures/jgrants/subsidies.json', import.meta.url)

/** The public API of Jグランツ on a port of its own, as strict as its specification and as odd as its data. */
export async function startJgrantsPlatform(now: number): Promise<JgrantsPlatform> {
  const faults: { part: string; fault: JgrantsFault; left: number }[] = []
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = decodeURIComponent(`${url.pathname}${url.search}`)
    platform.requests.push(path)
    const waiting = faults.find(({ part, left }) => left > 0 && path.includes(part))
    if (waiting) waiting.left -= 1
    const fault = waiting?.fault
    if (fault?.kind === 'cut') return void response.destroy()
    if (fault?.kind === 'slow') await sleep(fault.ms, undefined, { ref: false })
    const { status, body } = fault ? spoiled(fault, rightAnswer(request.method, url)) : rightAnswer(request.method, url)
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body)
  }

  function spoiled(fault: JgrantsFault, right: { status: number; body: string }): { status: number; body: string } {
    if (fault.kind === 'status') return { status: fault.status, body: '' }
    if (fault.kind === 'internal') return { status: 500, body: JSON.stringify(failure()) }
    if (fault.kind === 'text') return { status: 200, body: fault.text }
    return fault.kind === 'broken' ? { status: 200, body: right.body.slice(0, right.body.length / 2) } : right
  }

  function rightAnswer(method: string | undefined, url: URL): { status: number; body: string } {
    const refused = (status: number, code: string, title: string) => ({
      status,
      body: JSON.stringify(failure(code, title)),
    })
    if (method !== 'GET') return refused(405, 'E-ML-0405', 'Method Not Allowed')
    const [, version, id] = /^\/exp\/(v1|v2)\/public\/subsidies(?:\/id\/([^/]+))?$/.exec(url.pathname) ?? []
    if ((version !== 'v1' && version !== 'v2') || (version === 'v2' && id === undefined)) {
      return refused(404, 'E-ML-0404', 'Not Found')
    }
    if (id === undefined) {
      const wrong = queryFault(url.searchParams)
      const whole = platform.refuseWholeList && url.searchParams.get('acceptance') === '0'
      if (wrong !== undefined || whole) return refused(400, 'E-ML-0400', wrong ?? 'acceptance')
      return { status: 200, body: JSON.stringify(listAnswer(found(platform.subsidies, url.searchParams, now))) }
    }
    if (id.length > 18 || url.search !== '') return refused(400, 'E-ML-0400', 'id')
    // Small and capital letters differ.
    const subsidy = platform.subsidies.find((each) => each.id === id)
    const versions = subsidy?.versions ?? ['v1', 'v2']
    if (!subsidy || !versions.includes(version)) return refused(404, 'E-ML-0404', 'Not Found')
    return { status: 200, body: JSON.stringify(detailAnswer(subsidy, version, platform.attachmentBytes)) }
  }

  const { url, close } = await listenOnLoopback(server)
  const platform: JgrantsPlatform = {
    url: `${url}/exp`,
    subsidies: JSON.parse(await readFile(fixture, 'utf8')),
    requests: [],
    fail: (part, fault, times = Number.POSITIVE_INFINITY) => void faults.push({ part, fault, left: times }),
    refuseWholeList: false,
    attachmentBytes: 300,
    async get(url, signal) {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(1_000)]) })
      return { status: response.status, text: await response.text() }
    },
    close,
  }
  return platform
}
