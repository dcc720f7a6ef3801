import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createOriginCheck } from '../../adapters/http/origins.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../adapters/http/server.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { type HttpRequest, type Route, readJsonBody } from '../../storage/ground/http-route.ts'
import { type Logger, silentLogger } from '../../storage/ground/logger.ts'

const running: HttpServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})

async function serve(
  routes: Route[],
  options: Partial<HttpServerOptions> = {},
): Promise<{ base: string; port: number }> {
  const server = createHttpServer({ routes, upgrades: [], logger: silentLogger, drainMs: 200, ...options })
  running.push(server)
  const { port } = await server.listen(0, '127.0.0.1')
  return { base: `http://127.0.0.1:${port}`, port }
}

/** Sends bytes as they are and returns all that comes back. */
async function raw(port: number, text: string, patienceMs = 1_500): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.on('error', () => {})
  socket.write(text)
  await Promise.race([once(socket, 'close'), delay(patienceMs)])
  socket.destroy()
  return answer
}

const echo: Route = {
  method: 'POST',
  path: '/echo/:id',
  maxBodyBytes: 1_000,
  handler: async (request) => ({
    status: 200,
    body: { id: request.params.id, ...readJsonBody(request, z.object({ n: z.number() })) },
  }),
}

describe('what a client is told', () => {
  it('a browser that came by https comes by https alone from then on, whatever it was answered', async () => {
    const header = async (publicUrl: string | undefined, path: string) => {
      const { base } = await serve([{ method: 'GET', path: '/page', handler: async () => ({ status: 200 }) }], {
        publicUrl,
      })
      return (await fetch(`${base}${path}`)).headers.get('strict-transport-security')
    }
    for (const path of ['/page', '/nowhere']) {
      expect(await header('https://madoguchi.example.lg.jp', path)).toBe('max-age=31536000')
      expect(await header('http://127.0.0.1:3978', path)).toBeNull()
      expect(await header(undefined, path)).toBeNull()
    }
    const { port } = await serve([], { publicUrl: 'https://madoguchi.example.lg.jp' })
    const refused = await raw(port, 'GET / HTTP/1.1\r\nhost: [\r\nconnection: close\r\n\r\n')
    expect(refused).toContain('400 ')
    expect(refused.toLowerCase()).toContain('strict-transport-security: max-age=31536000')
  })

  it('an answer carries the security headers and no name of a server', async () => {
    const { base } = await serve([echo])
    const response = await fetch(`${base}/echo/a`, {
      method: 'POST',
      body: '{"n":1}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await response.json()).toEqual({ id: 'a', n: 1 })
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(response.headers.get('server')).toBeNull()
  })

  it.each([
    ['malformed JSON', '{"n":', 400, 'bad_request'],
    ['a wrong type', '{"n":"一"}', 400, 'bad_request'],
    ['a list for an object', '[]', 400, 'bad_request'],
  ])('%s gets a clear refusal', async (_, body, status, code) => {
    const { base } = await serve([echo])
    const response = await fetch(`${base}/echo/a`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code, message: expect.stringMatching(/。|: /) } })
  })

  it('a text body where JSON is due is 415', async () => {
    const { base } = await serve([echo])
    const response = await fetch(`${base}/echo/a`, { method: 'POST', body: 'n=1' })
    expect(response.status).toBe(415)
  })

  it('an unknown address is 404, a wrong method 405 with the allowed ones, HEAD answers as GET without a body', async () => {
    const { base } = await serve([
      echo,
      { method: 'GET', path: '/page', handler: async () => ({ status: 200, body: 'こんにちは' }) },
    ])
    const missing = await fetch(`${base}/nowhere`)
    expect(missing.status).toBe(404)
    expect(await missing.json()).toEqual({ error: { code: 'not_found', message: 'お探しのページはありません。' } })
    const wrong = await fetch(`${base}/page`, { method: 'DELETE' })
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD'])
    expect(await wrong.json()).toMatchObject({ error: { message: 'この操作には対応していません。' } })
    const head = await fetch(`${base}/page`, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('content-length')).toBe('15')
  })

  it('a failure nobody foresaw is told in general words and logged once', async () => {
    const logged: string[] = []
    const logger: Logger = { ...silentLogger, error: (_, message) => logged.push(message) }
    const boom: Route = {
      method: 'GET',
      path: '/boom',
      handler: async () => {
        throw new Error('secret of the house')
      },
    }
    const { base } = await serve([boom], { logger })
    const response = await fetch(`${base}/boom`)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
    expect(logged).toEqual(['request failed'])
  })

  it('a refusal with public fields tells them, and when to come again', async () => {
    const busy: Route = {
      method: 'GET',
      path: '/busy',
      handler: async () => {
        throw new AppError('too_many_requests', 'slow down', { details: { retryAfterSeconds: 3, owner: 'sato' } })
      },
    }
    const { base } = await serve([busy])
    const response = await fetch(`${base}/busy`)
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('3')
    expect(await response.json()).toMatchObject({ error: { code: 'too_many_requests', owner: 'sato' } })
  })
})

describe('hostile bodies and addresses', () => {
  it('a body announced too large is refused before it is sent', async () => {
    const { port } = await serve([echo])
    const answer = await raw(port, 'POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n', 300)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('a body that turns out too large is refused while it comes', async () => {
    const { base } = await serve([echo])
    const endless = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new Uint8Array(900))
        await delay(5)
      },
    })
    const request = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
    const response = await fetch(`${base}/echo/a`, request)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ error: { code: 'too_large' } })
  })

  it.each([
    ['compressed', gzipSync('{"n":1}')],
    ['said to be compressed', Buffer.from('not gzip')],
  ])('a body that is %s is 415 and the server lives', async (_, body) => {
    const { base } = await serve([echo])
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const response = await fetch(`${base}/echo/a`, { method: 'POST', body: new Uint8Array(body), headers })
    expect(response.status).toBe(415)
    expect((await fetch(`${base}/nowhere`)).status).toBe(404)
  })

  it('who may not send a large body is told so before it has come', async () => {
    const admitted: string[] = []
    const guarded: Route = {
      ...echo,
      admit: async ({ headers, raw: body }) => {
        admitted.push(`${headers.authorization} ${body.length}`)
        if (headers.authorization !== 'yes') throw new AppError('unauthorized', 'no session')
      },
    }
    const { base, port } = await serve([guarded])
    const head = 'POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n'
    expect(await raw(port, `${head}Authorization: no\r\n\r\n{"n":`)).toContain('401')
    const headers = { 'content-type': 'application/json', authorization: 'yes' }
    const response = await fetch(`${base}/echo/a`, { method: 'POST', body: '{"n":2}', headers })
    expect(await response.json()).toEqual({ id: 'a', n: 2 })
    expect(admitted).toEqual(['no 0', 'yes 0'])
  })

  it('a body that never ends is given up', async () => {
    const { port } = await serve([echo], { bodyDeadlineMs: 50 })
    const answer = await raw(port, 'POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"n"', 400)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('時間がかかりすぎました')
  })

  it('a client that hangs up in the middle of its body harms nobody', async () => {
    const { base, port } = await serve([echo])
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"n"')
    await delay(50)
    socket.destroy()
    await delay(50)
    expect((await fetch(`${base}/nowhere`)).status).toBe(404)
  })

  it.each(['Host: [', 'Host: a b', 'Host: x:99999', 'Host: %', 'Host: @', 'Host: x\r\nX-Forwarded-Proto: ]'])(
    'a header %j that is no host does not end the process',
    async (host) => {
      const { base, port } = await serve([echo])
      expect(await raw(port, `GET / HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 40[04] /)
      expect((await fetch(`${base}/nowhere`)).status).toBe(404)
    },
  )

  it.each([
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%',
    '//',
    '/\\..\\x',
    '*',
    'http://x/',
  ])('the address %j finds nothing', async (path) => {
    const { port } = await serve([echo])
    const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(answer).toContain('"error"')
  })
})

describe('pages of other origins', () => {
  const crossOrigin = { prefix: '/api', allows: createOriginCheck(['https://city.example.jp'], undefined) }
  const route: Route = { method: 'GET', path: '/api/x', handler: async () => ({ status: 200, body: {} }) }
  const ask = (base: string, origin: string, method = 'OPTIONS') =>
    fetch(`${base}/api/x`, { method, headers: { origin, 'access-control-request-method': 'GET' } })

  it('an allowed page gets its own origin back, never a star', async () => {
    const { base } = await serve([route], { crossOrigin })
    const preflight = await ask(base, 'https://city.example.jp')
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://city.example.jp')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent')
    expect(preflight.headers.get('vary')).toBe('Origin')
    const got = await ask(base, 'https://city.example.jp', 'GET')
    expect(got.headers.get('access-control-allow-origin')).toBe('https://city.example.jp')
  })

  it.each(['https://evil.example', 'https://city.example.jp.evil.example', 'null'])(
    '%s gets nothing',
    async (origin) => {
      const { base } = await serve([route], { crossOrigin })
      const preflight = await ask(base, origin)
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
      expect(preflight.headers.get('vary')).toBe('Origin')
    },
  )

  it('the rule covers its own paths and no others', async () => {
    const desk: Route = { method: 'GET', path: '/desk', handler: async () => ({ status: 200, body: {} }) }
    const { base } = await serve([route, desk], { crossOrigin })
    const response = await fetch(`${base}/desk`, { headers: { origin: 'https://city.example.jp' } })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('server-sent events', () => {
  const stream = (events: HttpResponse['events'] & object): Route => ({
    method: 'GET',
    path: '/events',
    handler: async () => ({ status: 200, events }),
  })
  type HttpResponse = Awaited<ReturnType<Route['handler']>>

  it('come as they happen, with a sign of life between them', async () => {
    async function* events() {
      yield { id: '7', event: 'case', data: { text: '一行目\n二行目' } }
      await delay(60)
      yield { data: 2 }
    }
    const { base } = await serve([stream(events())], { heartbeatMs: 20 })
    const response = await fetch(`${base}/events`)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    const text = await response.text()
    expect(text).toContain('id: 7\nevent: case\ndata: {"text":"一行目\\n二行目"}\n\n')
    expect(text).toContain(':\n\n')
    expect(text).toContain('data: 2\n\n')
  })

  it('an id that holds a line break ends the stream: nothing can be slipped in', async () => {
    async function* events() {
      yield { id: '1\ndata: forged', data: 1 }
    }
    const { base } = await serve([stream(events())])
    const text = await fetch(`${base}/events`).then((response) => response.text().catch(() => ''))
    expect(text).not.toContain('forged')
  })

  it('the source learns that the reader has gone', async () => {
    let request: HttpRequest | undefined
    const route: Route = {
      method: 'GET',
      path: '/events',
      handler: async (given) => {
        request = given
        return {
          status: 200,
          events: (async function* () {
            yield { data: 1 }
            await once(given.signal, 'abort')
          })(),
        }
      },
    }
    const { base } = await serve([route])
    const reader = new AbortController()
    const response = await fetch(`${base}/events`, { signal: reader.signal })
    await response.body?.getReader().read()
    reader.abort()
    await expect.poll(() => request?.signal.aborted).toBe(true)
  })

  it('a stop ends open streams at once', async () => {
    async function* events() {
      yield { data: 1 }
      await new Promise(() => {})
    }
    const server = createHttpServer({ routes: [stream(events())], upgrades: [], logger: silentLogger })
    const { port } = await server.listen(0, '127.0.0.1')
    const response = await fetch(`http://127.0.0.1:${port}/events`)
    const started = Date.now()
    await Promise.all([server.stop(), response.text()])
    expect(Date.now() - started).toBeLessThan(2_000)
  })
})

describe('the port', () => {
  it('a busy port is told in plain words', async () => {
    const { port } = await serve([])
    const second = createHttpServer({ routes: [], upgrades: [], logger: silentLogger })
    const refusal = await second.listen(port, '127.0.0.1').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(AppError)
    expect((refusal as AppError).publicText).toContain(`ポート ${port} はほかのプログラムが使っています`)
  })

  it('an upgrade on an unknown path is answered 404 and its socket closed', async () => {
    const { port } = await serve([echo])
    const answer = await raw(
      port,
      'GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
  })

  it('a stop waits for an answer under way', async () => {
    const slow: Route = {
      method: 'GET',
      path: '/slow',
      handler: async () => {
        await delay(100)
        return { status: 200, body: { done: true } }
      },
    }
    const server = createHttpServer({ routes: [slow], upgrades: [], logger: silentLogger })
    const { port } = await server.listen(0, '127.0.0.1')
    const asked = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.json())
    await delay(30)
    await server.stop()
    expect(await asked).toEqual({ done: true })
  })
})
