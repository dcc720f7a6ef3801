import { createHash } from 'node:crypto'
import { checkTarget, type ResolveName } from './check-target.ts'
import { fileNameOf, isReadableType } from './content-types.ts'
import type { HostPace } from './host-pace.ts'
import { type Answer, RequestFailure, type RequestLimits, requestOnce } from './one-request.ts'
import type { RobotsAnswer, RobotsRules } from './robots.ts'

export interface Validators {
  etag?: string
  lastModified?: string
}

export interface FetchedPage extends Validators {
  kind: 'page'
  /** Where redirects led. */
  url: string
  bytes: Uint8Array
  contentType?: string
  fileName?: string
  /** ISO 8601 in UTC. */
  fetchedAt: string
  sha256: string
}

export type Fetched =
  | FetchedPage
  /** As it was when the validators were given; `fetchedAt` is when it said so. */
  | { kind: 'unchanged'; url: string; fetchedAt: string }
  | { kind: 'absent'; reason: string }
  /** A later try will not change it. */
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string }

export interface FetchRequest {
  url: string
  /** `host:port` of the office's own servers that may be read. */
  allowPrivate: readonly string[]
  /** False for an address that a redirect must not lead to. */
  inScope?(url: URL): boolean
  /** What is known of an address from last time. */
  validators?(url: string): Promise<Validators | undefined>
  signal: AbortSignal
}

export interface FetcherOptions {
  userAgent: string
  limits: RequestLimits
  resolveName: ResolveName
  pace: HostPace
  robots: RobotsRules
  sleep(ms: number, signal: AbortSignal): Promise<void>
  now(): number
}

export type Fetcher = (request: FetchRequest) => Promise<Fetched>

type Step = Fetched | { kind: 'moved'; to: URL } | { kind: 'busy'; reason: string; waitMs: number }

const mostRedirects = 5
const triesWhenBusy = 2
const usualWaitMs = 5_000
const longestWaitMs = 60_000
const robotsBytes = 512 * 1024
const redirects = new Set([301, 302, 303, 307, 308])

/** A fetcher that asks robots.txt, keeps its pace, goes only to public addresses, and judges each redirect anew. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { userAgent, limits, resolveName, pace, robots, sleep, now } = options

  /** One request to one address, in its turn. */
  async function ask(
    url: URL,
    { allowPrivate, signal }: FetchRequest,
    more: { headers?: Record<string, string>; delayMs?: number; maxBytes?: number; anyType?: boolean },
  ): Promise<Answer | { refused: string } | { failed: string }> {
    const target = await checkTarget(url, allowPrivate, resolveName)
    if (!('addresses' in target)) return target
    await pace.waitTurn(url.hostname, signal, more.delayMs)
    const headers = {
      'user-agent': userAgent,
      accept: 'text/html,application/xhtml+xml,application/pdf,text/csv,*/*;q=0.5',
      'accept-language': 'ja',
      'accept-encoding': 'gzip, deflate, br',
      ...more.headers,
    }
    try {
      return await requestOnce(url, {
        addresses: target.addresses,
        headers,
        limits: { ...limits, maxBytes: more.maxBytes ?? limits.maxBytes },
        signal,
        takeBody: (status, answered) => {
          if (status !== 200) return false
          return more.anyType || isReadableType(answered['content-type']) || 'ページや文書でないファイルです'
        },
      })
    } catch (thrown) {
      signal.throwIfAborted()
      if (!(thrown instanceof RequestFailure)) throw thrown
      return thrown.final ? { refused: thrown.message } : { failed: thrown.message }
    }
  }

  const askRobots = (request: FetchRequest) =>
    async function follow(url: URL, hops = 0): Promise<RobotsAnswer> {
      const answer = await ask(url, request, { maxBytes: robotsBytes, anyType: true })
      if ('refused' in answer) return answer
      if ('failed' in answer) return 'unreachable'
      const to = redirectOf(url, answer)
      if (to && hops < mostRedirects) return follow(to, hops + 1)
      if (answer.status === 200) return { text: new TextDecoder().decode(answer.bytes) }
      // 429 asks for patience; other 4xx say that there are no rules.
      return answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? 'none' : 'unreachable'
    }

  async function step(url: URL, request: FetchRequest): Promise<Step> {
    const verdict = await robots.judge(url, askRobots(request))
    if (!verdict.allowed) return { kind: verdict.passing ? 'failed' : 'refused', reason: verdict.reason }
    const known = await request.validators?.(url.href)
    const headers = {
      ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
      ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
    }
    const answer = await ask(url, request, { headers, delayMs: verdict.delayMs })
    if ('refused' in answer) return { kind: 'refused', reason: answer.refused }
    if ('failed' in answer) return { kind: 'busy', reason: answer.failed, waitMs: usualWaitMs }
    const to = redirectOf(url, answer)
    if (to) return { kind: 'moved', to }
    if (answer.status === 200) return pageOf(url, answer, now())
    return endOf(url, answer, known && new Date(now()).toISOString())
  }

  async function patiently(url: URL, request: FetchRequest): Promise<Exclude<Step, { kind: 'busy' }>> {
    for (let attempt = 1; ; attempt += 1) {
      const result = await step(url, request)
      if (result.kind !== 'busy') return result
      if (attempt === triesWhenBusy) return { kind: 'failed', reason: result.reason }
      await sleep(result.waitMs, request.signal)
    }
  }

  return async (request) => {
    const visited = new Set<string>()
    let url = new URL(request.url)
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      if (visited.has(url.href)) return { kind: 'refused', reason: '転送が堂々めぐりになっています' }
      visited.add(url.href)
      if (hop > 0 && request.inScope && !request.inScope(url))
        return { kind: 'refused', reason: `対象外のアドレスへ転送されます: ${url.host}` }
      const result = await patiently(url, request)
      if (result.kind !== 'moved') return result
      url = result.to
    }
    return { kind: 'refused', reason: `転送が${mostRedirects}回を超えます` }
  }
}

function redirectOf(url: URL, { status, headers }: Answer): URL | undefined {
  const location = headers.location
  if (!redirects.has(status) || location === undefined || !URL.canParse(location, url)) return undefined
  const to = new URL(location, url)
  to.hash = ''
  return to
}

function pageOf(url: URL, { headers, bytes }: Answer, now: number): FetchedPage {
  const fileName = fileNameOf(headers['content-disposition'])
  return {
    kind: 'page',
    url: url.href,
    bytes,
    fetchedAt: new Date(now).toISOString(),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(headers['content-type'] === undefined ? {} : { contentType: headers['content-type'] }),
    ...(fileName === undefined ? {} : { fileName }),
    ...(headers.etag === undefined ? {} : { etag: headers.etag }),
    ...(headers['last-modified'] === undefined ? {} : { lastModified: headers['last-modified'] }),
  }
}

/** `askedAt` where the request was a conditional one. */
function endOf(url: URL, { status, headers }: Answer, askedAt: string | undefined): Step {
  if (status === 304 && askedAt !== undefined) return { kind: 'unchanged', url: url.href, fetchedAt: askedAt }
  const reason = `サーバーの応答 ${status}`
  if (status === 404 || status === 410) return { kind: 'absent', reason }
  if (status === 429 || status === 502 || status === 503 || status === 504) {
    const seconds = Number(headers['retry-after'])
    const waitMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : usualWaitMs
    return { kind: 'busy', reason, waitMs: Math.min(longestWaitMs, waitMs) }
  }
  return status >= 500 ? { kind: 'failed', reason } : { kind: 'refused', reason }
}
