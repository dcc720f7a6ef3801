import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { pino } from 'pino'
import restify from 'restify'
import { AppError } from '../../storage/ground/errors.ts'
import type { HttpResponse, Route } from '../../storage/ground/http-route.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { answerCrossOrigin, type CrossOriginRule } from './cross-origin.ts'
import { errorResponse, responseToThrow } from './error-response.ts'
import { listen } from './listen.ts'
import { discardRest, readBody } from './read-body.ts'
import { remoteAddressOf } from './remote-address.ts'
import { sendResponse } from './send-response.ts'
import { httpTexts } from './texts.ts'
import { createUpgradeListener, type UpgradeRoute } from './upgrade.ts'

export interface HttpServerOptions {
  routes: readonly Route[]
  upgrades: readonly UpgradeRoute[]
  logger: Logger
  /** Where the house is reached from outside; on https browsers are told to come by https alone from then on. */
  publicUrl?: string | undefined
  /** Which paths other pages may ask, and whose pages. */
  crossOrigin?: CrossOriginRule
  /** Told of every answer; `route` is the path as declared, never as asked. */
  observe?: (answered: { method: string; route: string; status: number; seconds: number }) => void
  /** Lets a request go first whose route asks for it; the function it gives is called once that is answered. */
  goFirst?: () => () => void
  /** How long any body may take, for tests; else what its route says, or 10 s. */
  bodyDeadlineMs?: number
  /** How often a silent stream of events says that it lives (default 15 s). */
  heartbeatMs?: number
  /** How long `stop` waits for answers under way (default 5 s). */
  drainMs?: number
}

export interface HttpServer {
  /** Resolves with the port that was opened (for port 0, one that was free). Rejects with a clear AppError. */
  listen(port: number, host: string): Promise<{ port: number }>
  /** Takes nothing new, ends the streams, waits for answers under way, then cuts what is left. */
  stop(): Promise<void>
}

/** Why the signal of a request is aborted once its connection is closed; made once, since the making takes its time. */
const ended = new AppError('unavailable', 'the asker has gone or has been answered')

/** A year (RFC 6797); what else stands below the name of the house is none of ours, so that subdomains are left out. */
const STRICT_TRANSPORT = 'max-age=31536000'
const DEFAULT_BODY_BYTES = 64 * 1024
const DEFAULT_BODY_MS = 10_000

/** Mounts plain routes on restify, which serves as router and nothing else: none of its parsers or formatters run. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { logger, crossOrigin } = options
  const heartbeatMs = options.heartbeatMs ?? 15_000
  const stopping = new AbortController()
  const server = restify.createServer({
    name: '',
    // restify logs to stdout unless given a logger; ours speaks for it.
    log: pino({ enabled: false }) as unknown as NonNullable<restify.ServerOptions['log']>,
  })
  const node = server.server as import('node:http').Server
  if (options.publicUrl?.startsWith('https:')) {
    // Before restify looks at it: a refusal carries it as well.
    node.prependListener('request', (_, response) => response.setHeader('strict-transport-security', STRICT_TRANSPORT))
  }
  node.headersTimeout = 10_000
  node.requestTimeout = 60_000
  node.keepAliveTimeout = 10_000

  const answer = async (
    request: restify.Request,
    response: restify.Response,
    route: string,
    work: (signal: AbortSignal) => Promise<HttpResponse>,
  ): Promise<void> => {
    const started = performance.now()
    const method = request.method ?? 'GET'
    const gone = new AbortController()
    response.once('close', () => gone.abort(ended))
    const signal = AbortSignal.any([gone.signal, stopping.signal])
    const result = await work(signal).catch((thrown: unknown) => responseToThrow(thrown, { method, route }, logger))
    discardRest(request)
    if (stopping.signal.aborted) response.setHeader('connection', 'close')
    await sendResponse(request, response, result, { signal, heartbeatMs }).catch((thrown: unknown) => {
      responseToThrow(thrown, { method, route }, logger)
      response.destroy()
    })
    const seconds = (performance.now() - started) / 1_000
    // A stream is open as long as its reader likes: its length says nothing of our speed.
    if (!result.events) options.observe?.({ method, route, status: result.status, seconds })
    logger.info({ method, route, status: result.status, ms: Math.round(seconds * 1_000) }, 'request')
  }

  // A Host header that is no host (`Host: [`) makes restify throw outside any handler, which would end the process.
  // `first` is missing from the type definitions, which are older than restify 12.
  const first = server as unknown as {
    first(handler: (request: restify.Request, response: ServerResponse) => boolean): void
  }
  first.first((request, response) => {
    try {
      request.getUrl()
      return true
    } catch {
      const refusal = new AppError('bad_request', 'malformed url', { publicText: httpTexts.malformedAddress })
      const { status, body } = errorResponse(refusal)
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
      response.end(JSON.stringify(body))
      return false
    }
  })

  server.pre((request, response, next) => {
    const answered = crossOrigin && answerCrossOrigin(crossOrigin, request.getUrl().pathname ?? '', request, response)
    next(answered ? false : undefined)
  })

  for (const route of options.routes) {
    // restify takes async handlers of exactly two parameters and nothing else.
    const handler = async (request: restify.Request, response: restify.Response): Promise<void> => {
      const answered = route.goesFirst ? options.goFirst?.() : undefined
      await answer(request, response, route.path, async (signal) => {
        const asked = {
          method: request.method ?? route.method,
          path: request.getUrl().pathname ?? '/',
          params: { ...request.params },
          query: new URLSearchParams(request.getQuery()),
          headers: singleHeaders(request),
          raw: Buffer.alloc(0),
          remoteAddress: remoteAddressOf(request),
          signal,
        }
        await route.admit?.(asked)
        const deadlineMs = options.bodyDeadlineMs ?? route.bodyDeadlineMs ?? DEFAULT_BODY_MS
        const raw = await readBody(request, route.maxBodyBytes ?? DEFAULT_BODY_BYTES, deadlineMs)
        return route.handler({ ...asked, raw })
      })
      answered?.()
    }
    const mount = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'del' } as const
    server[mount[route.method]](route.path, handler)
    if (route.method === 'GET') server.head(route.path, handler)
  }

  // What restify itself refuses: unknown routes, wrong methods (it has set Allow), and throws that escaped. Its
  // callback is never called: restify would answer a second time.
  server.on('restifyError', (request: restify.Request, response: restify.Response, thrown: unknown) => {
    void answer(request, response, '(none)', async () => {
      const status = (thrown as { statusCode?: unknown }).statusCode
      if (status === 404) throw new AppError('not_found', 'no such route', { publicText: httpTexts.unknownRoute })
      if (status === 405) return { status, body: { error: { code: 'wrong_method', message: httpTexts.wrongMethod } } }
      throw thrown
    })
  })

  // restify repeats the error of the port, which `listen` has told already; unheard it would end the process.
  server.on('error', () => {})
  server.on('upgrade', createUpgradeListener(options.upgrades, logger))

  return {
    listen: (port, host) => listen(node, port, host),
    async stop() {
      stopping.abort()
      const closed = new Promise<void>((resolve) => node.close(() => resolve()))
      // A connection becomes idle when its stream or answer ends, and would then be kept alive.
      const sweep = setInterval(() => node.closeIdleConnections(), 20)
      const cut = setTimeout(() => node.closeAllConnections(), options.drainMs ?? 5_000)
      await closed
      clearInterval(sweep)
      clearTimeout(cut)
    },
  }
}

/** Names in small letters, one value each, as Node has joined them. */
function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
