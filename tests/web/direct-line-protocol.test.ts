import { SignJWT } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { readFact } from '../../storage/facts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { eventually } from '../support/eventually.ts'
import { createMovableClock } from '../support/movable-clock.ts'
import { openWebHouse, type WebHouse, type WebHouseOptions } from '../support/web-house.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function house(options: WebHouseOptions = {}): Promise<WebHouse> {
  const opened = await openWebHouse(options)
  cleanups.push(() => opened.stop())
  return opened
}

interface Told {
  status: number
  headers: Headers
  body: Record<string, unknown> & { error?: { code: string; message: string } }
}

async function call(
  base: string,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
  headers = {},
): Promise<Told> {
  const response = await fetch(`${base}/v3/directline${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Told['body'] }
}

const own = (base: string) => ({ origin: base })

interface Visit {
  id: string
  token: string
  path: string
}

async function visit(base: string): Promise<Visit> {
  const { status, body } = await call(base, 'POST', '/tokens/web', undefined, {}, own(base))
  expect(status).toBe(200)
  const id = String(body.conversationId)
  return { id, token: String(body.token), path: `/conversations/${id}` }
}

const say = (base: string, { path, token }: Visit, activity: unknown) =>
  call(base, 'POST', `${path}/activities`, token, activity)

/** How a WebSocket handshake ends: `open`, or the status it is refused with. */
function handshake(address: string, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, { headers })
    socket.on('open', () => resolve('open'))
    socket.on('unexpected-response', (_, response) => resolve(String(response.statusCode)))
    socket.on('error', () => resolve('error'))
    cleanups.push(() => socket.terminate())
  })
}

describe('tokens', () => {
  it('a page of ours gets one without a secret, a page of another origin does not', async () => {
    const { base } = await house({ allowedOrigins: ['https://city.example.jp'] })
    const ours = await call(base, 'POST', '/tokens/web', undefined, {}, own(base))
    expect(ours.body).toMatchObject({ expires_in: 21_600 })
    const claims = JSON.parse(Buffer.from(String(ours.body.token).split('.')[1] ?? '', 'base64url').toString())
    expect(claims.user).toMatch(/^dl_/)
    expect(claims).toMatchObject({ iat: expect.any(Number), nbf: expect.any(Number), iss: 'madoguchi' })
    const partner = await call(base, 'POST', '/tokens/web', undefined, {}, { origin: 'https://city.example.jp' })
    expect(partner.status).toBe(200)
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect((await call(base, 'POST', '/tokens/web', undefined, {}, headers)).status).toBe(403)
    }
  })

  it('a page that comes back with its token, even a day later, keeps its conversation', async () => {
    const clock = createMovableClock()
    const { base } = await house({ clock })
    const { id, token } = await visit(base)
    clock.advance(86_400_000)
    const again = await call(base, 'POST', '/tokens/web', undefined, { token }, own(base))
    expect(again.body.conversationId).toBe(id)
    const forged = await call(base, 'POST', '/tokens/web', undefined, { token: `${token.slice(0, -4)}AAAA` }, own(base))
    expect(forged.body.conversationId).not.toBe(id)
  })

  it('without a secret nobody can generate; with one, only who knows it', async () => {
    const { base } = await house()
    expect((await call(base, 'POST', '/tokens/generate', 'anything')).status).toBe(403)
    const guarded = await house({ directLineSecret: 'x'.repeat(40) })
    expect((await call(guarded.base, 'POST', '/tokens/generate')).status).toBe(401)
    expect((await call(guarded.base, 'POST', '/tokens/generate', 'y'.repeat(40))).status).toBe(403)
    const bad = await call(guarded.base, 'POST', '/tokens/generate', 'x'.repeat(40), { user: { id: 'admin' } })
    expect(bad).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('dl_') } } })
    const good = await call(guarded.base, 'POST', '/tokens/generate', 'x'.repeat(40), {
      user: { id: 'dl_1' },
      trustedOrigins: ['https://city.example.jp'],
    })
    expect(good.status).toBe(200)
    const start = (origin: string) =>
      call(guarded.base, 'POST', '/conversations', String(good.body.token), {}, { origin })
    expect((await start('https://evil.example')).status).toBe(403)
    expect((await start('https://city.example.jp')).status).toBe(201)
  })

  it('a server that starts conversations with the secret itself may go on with it', async () => {
    const secret = 'z'.repeat(40)
    const { base } = await house({ directLineSecret: secret })
    const started = await call(base, 'POST', '/conversations', secret, { user: { id: 'dl_server' } })
    expect(started.status).toBe(201)
    const path = `/conversations/${started.body.conversationId}/activities`
    expect((await call(base, 'POST', path, secret, { type: 'message', text: 'はい' })).status).toBe(200)
    expect((await call(base, 'GET', '/conversations/unknown/activities', secret)).status).toBe(404)
  })

  it('refresh lengthens a living token and refuses a dead one', async () => {
    const clock = createMovableClock()
    const { base } = await house({ clock })
    const { token, id, path } = await visit(base)
    clock.advance(5 * 3_600_000)
    const fresh = await call(base, 'POST', '/tokens/refresh', token)
    expect(fresh.body).toMatchObject({ conversationId: id, expires_in: 21_600 })
    clock.advance(2 * 3_600_000)
    expect((await call(base, 'POST', '/tokens/refresh', token)).body.error?.code).toBe('TokenExpired')
    expect(await call(base, 'GET', path, token)).toMatchObject({
      status: 403,
      body: { error: { code: 'TokenExpired' } },
    })
    expect((await call(base, 'GET', path, String(fresh.body.token))).status).toBe(200)
  })

  it('forged tokens of every kind open nothing', async () => {
    const opened = await house()
    const { token, path, id } = await visit(opened.base)
    const other = await visit(opened.base)
    const key = new TextEncoder().encode(await readFact(opened.store.database, 'direct_line_signing_key'))
    const claims = { conv: id, user: 'dl_x', use: 'client' }
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`
    const foreign = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('madoguchi')
      .setAudience('direct-line')
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('k'.repeat(32)))
    const endless = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('madoguchi')
      .setAudience('direct-line')
      .sign(key)
    for (const forged of [none, foreign, endless, `${token}x`, 'garbage', other.token]) {
      const refused = await call(opened.base, 'GET', path, forged)
      expect(refused.status).toBe(403)
      expect(refused.body.error?.message).toMatch(/。$/)
    }
    expect((await call(opened.base, 'GET', path)).status).toBe(401)
    expect((await call(opened.base, 'GET', path, undefined, undefined, { authorization: 'Basic x' })).status).toBe(401)
  })
})

describe('a conversation', () => {
  it('is 201 when new, 200 when opened again, and greets once', async () => {
    const { base } = await house()
    const { token, path } = await visit(base)
    const first = await call(base, 'POST', '/conversations', token, { user: {}, locale: 'ja' })
    expect(first.status).toBe(201)
    expect(first.body.streamUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\//)
    expect((await call(base, 'POST', '/conversations', token)).status).toBe(200)
    expect((await call(base, 'GET', path, token)).status).toBe(200)
    await eventually(async () => (await poll(base, { token, path })).length === 1)
  })

  const poll = async (base: string, { path, token }: Pick<Visit, 'path' | 'token'>, watermark = '') => {
    const { body } = await call(base, 'GET', `${path}/activities?watermark=${watermark}`, token)
    return body.activities as Record<string, unknown>[]
  }

  it('is told from any watermark: empty, null and garbage are the start, one beyond the end is the end', async () => {
    const { base } = await house()
    const visitor = await visit(base)
    await say(base, visitor, { type: 'message', text: '質問' })
    await eventually(async () => (await poll(base, visitor)).length === 3)
    for (const start of ['', 'null', 'abc', '-1', '1e3', '0', "'%20or%201=1"]) {
      expect(await poll(base, visitor, start)).toHaveLength(3)
    }
    expect(await poll(base, visitor, '2')).toHaveLength(1)
    const beyond = await call(base, 'GET', `${visitor.path}/activities?watermark=99`, visitor.token)
    expect(beyond.body).toEqual({ activities: [], watermark: '3' })
  })

  it('keeps of an activity what it knows: no borrowed name, no entities, no foreign channel data', async () => {
    const { base } = await house()
    const visitor = await visit(base)
    await say(base, visitor, {
      type: 'message',
      text: '質問',
      id: 'forged',
      from: { id: 'dl_admin', name: '区長', role: 'bot' },
      timestamp: '1999-01-01T00:00:00Z',
      entities: [{ type: 'x', evil: true }],
      channelData: { clientActivityID: 'abc', madoguchi: { sender: 'staff' } },
    })
    const activities = await poll(base, visitor)
    const echo = activities.find(({ text }) => text === '質問')
    expect(echo).toMatchObject({
      from: { role: 'user', id: expect.stringMatching(/^dl_/) },
      channelData: { clientActivityID: 'abc' },
    })
    expect(JSON.stringify(echo)).not.toMatch(/forged|区長|evil|staff|1999/)
  })

  it('a message sent twice because its answer was lost is taken once', async () => {
    const { base } = await house()
    const visitor = await visit(base)
    const message = { type: 'message', text: '一度だけ', channelData: { clientActivityID: randomIdentifiers.uuid() } }
    const [one, two] = [await say(base, visitor, message), await say(base, visitor, message)]
    expect(one.body.id).toBe(two.body.id)
    await eventually(async () => (await poll(base, visitor)).length === 3)
    expect((await poll(base, visitor)).filter(({ text }) => text === '一度だけ')).toHaveLength(1)
  })

  it('a telephone number is shown masked and stored nowhere in the log of activities', async () => {
    const opened = await house({ answer: () => [] })
    const visitor = await visit(opened.base)
    await say(opened.base, visitor, { type: 'message', text: '電話は090-1234-5678です' })
    const rows = await opened.store.database.selectFrom('activities').select('activity').execute()
    expect(JSON.stringify(rows)).not.toContain('1234')
  })

  it('takes a vote and keeps it, and answers nothing; typing is taken and forgotten', async () => {
    const { base } = await house()
    const visitor = await visit(base)
    const vote = {
      type: 'event',
      name: 'webchat:activity-status/feedback',
      entities: [{ '@type': 'LikeAction', '@id': 'urn:answer:42:like' }],
    }
    expect((await say(base, visitor, vote)).status).toBe(200)
    expect((await say(base, visitor, { type: 'typing' })).status).toBe(200)
    await eventually(async () => (await poll(base, visitor)).length === 2)
    expect((await poll(base, visitor)).find(({ type }) => type === 'event')).toMatchObject({
      entities: [{ '@id': 'urn:answer:42:like' }],
    })
  })

  it('a poll is answered even when the database is gone: one failed poll would end polling for good', async () => {
    const opened = await house()
    const { path, token } = await visit(opened.base)
    await opened.store.database.schema.dropTable('activities').execute()
    const told = await call(opened.base, 'GET', `${path}/activities?watermark=7`, token)
    expect(told).toMatchObject({ status: 200, body: { activities: [], watermark: '7' } })
  })
})

describe('hostile input', () => {
  it.each([
    ['malformed JSON', '{"type":', 400],
    ['a list', '[]', 400],
    ['no type', '{}', 400],
    ['a number for text', '{"type":"message","text":5}', 400],
    ['no words', '{"type":"message","text":"  "}', 400],
    ['1001 characters', JSON.stringify({ type: 'message', text: '𠮷'.repeat(1_001) }), 400],
    ['an attachment', '{"type":"message","attachments":[{"contentType":"image/png"}]}', 415],
    ['a megabyte', JSON.stringify({ type: 'message', text: 'あ'.repeat(400_000) }), 413],
  ])('%s is refused with a text for people', async (_, body, status) => {
    const { base } = await house()
    const refused = await say(base, await visit(base), body)
    expect(refused.status).toBe(status)
    expect(refused.body.error?.message).toMatch(/[ぁ-ん]/)
  })

  it('1000 characters are taken', async () => {
    const { base } = await house()
    const taken = await say(base, await visit(base), { type: 'message', text: '𠮷'.repeat(1_000) })
    expect(taken.status).toBe(200)
  })

  it('a compressed body, an upload, an unknown route and a wrong method are refused', async () => {
    const { base } = await house()
    const visitor = await visit(base)
    const gzip = await call(base, 'POST', `${visitor.path}/activities`, visitor.token, '{}', {
      'content-encoding': 'gzip',
    })
    expect(gzip.status).toBe(415)
    expect((await call(base, 'POST', `${visitor.path}/upload`, visitor.token, {})).status).toBe(415)
    expect((await call(base, 'GET', '/conversations/connect/x', visitor.token)).status).toBe(404)
    expect((await call(base, 'DELETE', visitor.path, visitor.token)).status).toBe(405)
    const traversal = await call(base, 'GET', '/conversations/..%2f..%2fdesk/activities', visitor.token)
    expect(traversal.status).toBe(403)
  })

  it('too many messages are told when to come again, and the next visitor is not made to wait', async () => {
    const clock = createMovableClock()
    const { base } = await house({ clock, rates: { postsOfConversation: { burst: 2, perSecond: 0.5 } } })
    const [one, two] = [await visit(base), await visit(base)]
    const message = { type: 'message', text: '質問' }
    for (const status of [200, 200, 429]) expect((await say(base, one, message)).status).toBe(status)
    expect((await say(base, one, message)).headers.get('retry-after')).toBe('2')
    expect((await say(base, two, message)).status).toBe(200)
    clock.advance(2_000)
    expect((await say(base, one, message)).status).toBe(200)
  })
})

describe('the stream', () => {
  const streamOf = async (base: string, { path, token }: Visit) =>
    String((await call(base, 'GET', `${path}?watermark=`, token)).body.streamUrl)

  it('opens with its ticket, and with nothing else', async () => {
    const { base, port } = await house()
    const [one, two] = [await visit(base), await visit(base)]
    const address = await streamOf(base, one)
    expect(await handshake(address)).toBe('open')
    expect(await handshake(address, { origin: base })).toBe('open')
    const at = (id: string, t: string) => `ws://127.0.0.1:${port}/v3/directline/conversations/${id}/stream?t=${t}`
    const ticket = new URL(address).searchParams.get('t') ?? ''
    expect(await handshake(at(one.id, one.token))).toBe('403')
    expect(await handshake(at(two.id, ticket))).toBe('403')
    expect(await handshake(at(one.id, ''))).toBe('403')
    expect(await handshake(at(one.id, ''), { authorization: `Bearer ${one.token}` })).toBe('403')
    expect(await handshake(address, { origin: 'https://evil.example' })).toBe('403')
    expect(await handshake(`ws://127.0.0.1:${port}/v3/directline/conversations/connect`)).toBe('404')
    // A ticket opens streams, not conversations.
    expect((await call(base, 'GET', one.path, ticket)).status).toBe(403)
  })

  it('a ticket is good for a minute', async () => {
    const clock = createMovableClock()
    const { base } = await house({ clock })
    const visitor = await visit(base)
    const address = await streamOf(base, visitor)
    clock.advance(62_000)
    expect(await handshake(address)).toBe('403')
  })

  it('a screen too many is refused, and the open ones stay', async () => {
    const { base } = await house()
    const visitor = await visit(base)
    const address = await streamOf(base, visitor)
    for (let count = 0; count < 20; count += 1) expect(await handshake(address)).toBe('open')
    expect(await handshake(address)).toBe('429')
  })

  it('what a client sends is not read, and a huge frame ends its socket and no other', async () => {
    const { base } = await house()
    const visitor = await visit(base)
    const address = await streamOf(base, visitor)
    const frames: string[] = []
    const quiet = new WebSocket(address)
    quiet.on('message', (data) => frames.push(String(data)))
    const rude = new WebSocket(address)
    cleanups.push(() => quiet.terminate())
    await eventually(() => quiet.readyState === WebSocket.OPEN && rude.readyState === WebSocket.OPEN)
    quiet.send('')
    quiet.send('{"type":"message","text":"無視される"}')
    rude.send('x'.repeat(100_000))
    await eventually(() => rude.readyState === WebSocket.CLOSED)
    await eventually(() => frames.some((frame) => frame.includes('こんにちは')))
    expect(frames[0]).toBe('')
    expect(quiet.readyState).toBe(WebSocket.OPEN)
  })
})
