import { setTimeout as delay } from 'node:timers/promises'
import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import XMLHttpRequest from 'xhr2'
import { eventually } from '../support/eventually.ts'
import { createSqlitePlace } from '../support/place.ts'
import { openWebHouse, type WebHouse, type WebHouseOptions } from '../support/web-house.ts'

// Microsoft's public client, unmodified, against a real server on a real port.
const sockets: WebSocket[] = []
beforeAll(() => {
  class ObservedWebSocket extends WebSocket {
    constructor(address: string) {
      super(address)
      sockets.push(this)
    }
  }
  Object.assign(globalThis, { XMLHttpRequest, WebSocket: ObservedWebSocket })
})

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  sockets.length = 0
})

const secret = 'a-secret-of-at-least-thirty-two-characters'

async function house(options: WebHouseOptions = {}): Promise<WebHouse> {
  const opened = await openWebHouse({ directLineSecret: secret, ...options })
  cleanups.push(() => opened.stop())
  return opened
}

async function generate(base: string, user = 'dl_tester'): Promise<{ conversationId: string; token: string }> {
  const response = await fetch(`${base}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ User: { Id: user } }),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as { conversationId: string; token: string }
}

interface Client {
  line: DirectLine
  heard: Activity[]
  texts(): string[]
  post(text: string): Promise<string>
  status(): ConnectionStatus | undefined
}

function client(base: string, options: ConstructorParameters<typeof DirectLine>[0]): Client {
  const line = new DirectLine({ domain: `${base}/v3/directline`, ...options })
  const heard: Activity[] = []
  let status: ConnectionStatus | undefined
  line.connectionStatus$.subscribe((now) => {
    status = now
  })
  line.activity$.subscribe(
    (activity) => heard.push(activity),
    () => {},
  )
  cleanups.push(() => line.end())
  const texts = () => heard.flatMap((activity) => (activity.type === 'message' ? [activity.text ?? ''] : []))
  const post = (text: string) =>
    new Promise<string>((resolve, reject) => {
      line.postActivity({ type: 'message', from: { id: 'mallory' }, text }).subscribe(resolve, reject)
    })
  return { line, heard, texts, post, status: () => status }
}

describe.each([
  ['WebSocket', { webSocket: true }],
  ['polling', { webSocket: false, pollingInterval: 200 }],
])('DirectLineJS over %s', (_, transport) => {
  it('is greeted, sees its own words before the answer, and the answer with its sources', async () => {
    const { base } = await house()
    const { token } = await generate(base)
    const visitor = client(base, { token, ...transport })
    await eventually(() => visitor.texts().length === 1)
    expect(visitor.texts()[0]).toContain('こんにちは')
    const id = await visitor.post('補助金はありますか')
    await eventually(() => visitor.texts().length === 3)
    const [first, echo, answer] = visitor.heard.filter(({ type }) => type === 'message')
    expect(first).not.toHaveProperty('replyToId')
    expect(echo).toMatchObject({ id, from: { id: 'dl_tester', role: 'user' }, text: '補助金はありますか' })
    expect(answer).toMatchObject({
      replyToId: id,
      from: { role: 'bot', name: 'AI案内' },
      textFormat: 'plain',
      suggestedActions: { actions: [{ type: 'imBack', value: 'いつまで？' }] },
      entities: [{ type: 'https://schema.org/Message', citation: [{ '@id': 'https://www.chusho.meti.go.jp/' }] }],
      channelData: {
        madoguchi: { sender: 'bot', card: { title: 'Go-Tech事業' } },
        'webchat:sequence-id': 3,
      },
    })
    const times = [first, echo, answer].map((activity) => Date.parse(activity?.timestamp ?? ''))
    expect(times[0]).toBeLessThan(times[1] ?? 0)
    expect(times[1]).toBeLessThan(times[2] ?? 0)
    expect(visitor.status()).toBe(ConnectionStatus.Online)
  })

  it('hears staff, who speak without being asked, under their name', async () => {
    const opened = await house()
    const { token, conversationId } = await generate(opened.base)
    const visitor = client(opened.base, { token, ...transport })
    await eventually(() => visitor.texts().length === 1)
    await opened.say(conversationId, {
      replies: [{ text: 'お待たせしました。', citations: [], suggestions: [] }],
      sender: 'staff',
      senderName: '相談員（産業振興課）',
    })
    await eventually(() => visitor.texts().includes('お待たせしました。'))
    expect(visitor.heard.at(-1)).toMatchObject({ from: { name: '相談員（産業振興課）' } })
  })
})

describe('a connection that breaks', () => {
  it('a socket that is cut comes back and lacks nothing, and hears nothing twice', async () => {
    const random = Math.random
    Math.random = () => 0
    cleanups.push(() => {
      Math.random = random
    })
    const opened = await house()
    const { token, conversationId } = await generate(opened.base)
    const visitor = client(opened.base, { token, webSocket: true })
    await eventually(() => visitor.texts().length === 1)
    sockets.at(-1)?.terminate()
    await opened.say(conversationId, {
      replies: [{ text: '切れている間の発言', citations: [], suggestions: [] }],
      sender: 'staff',
    })
    await eventually(() => visitor.texts().includes('切れている間の発言'), 12_000)
    expect(visitor.texts().filter((text) => text.includes('こんにちは'))).toHaveLength(1)
  })

  it('a restart of the server with its database kept is survived', async () => {
    const random = Math.random
    Math.random = () => 0
    cleanups.push(() => {
      Math.random = random
    })
    const place = await createSqlitePlace()
    cleanups.push(() => place.remove())
    const before = await openWebHouse({ directLineSecret: secret, url: place.url })
    const { token } = await generate(before.base)
    const visitor = client(before.base, { token, webSocket: true })
    await eventually(() => visitor.texts().length === 1)
    await before.stop()
    await house({ url: place.url, port: before.port })
    // The client waits 3 s, and 20 s more when it asked while the server was down.
    await eventually(() => sockets.length >= 2 && sockets.at(-1)?.readyState === WebSocket.OPEN, 15_000)
    await visitor.post('まだ続けられますか')
    await eventually(() => visitor.texts().some((text) => text.includes('「まだ続けられますか」')))
  })

  it('a conversation can be taken up again from a watermark', async () => {
    const { base } = await house()
    const { token, conversationId } = await generate(base)
    const first = client(base, { token, webSocket: true })
    await eventually(() => first.texts().length === 1)
    await first.post('一つ目')
    await eventually(() => first.texts().length === 3)
    const second = client(base, { token, conversationId, watermark: '2', webSocket: true })
    await eventually(() => second.texts().length === 1)
    expect(second.texts()).toEqual(['「一つ目」についてお答えします。'])
  })
})

describe('more than one screen', () => {
  it('two tabs of one conversation hear the same, with the typing sign before the answer', async () => {
    const answer = async (text: string) => {
      await delay(150)
      return [{ text: `返答: ${text}`, citations: [], suggestions: [] }]
    }
    const { base } = await house({ answer })
    const { token, conversationId } = await generate(base)
    const one = client(base, { token, webSocket: true })
    await eventually(() => one.texts().length === 1)
    const two = client(base, { token, conversationId, webSocket: true })
    await eventually(() => two.texts().length === 1)
    await one.post('両方に')
    await eventually(() => one.texts().length === 3 && two.texts().length === 3)
    expect(two.texts()).toEqual(one.texts())
    for (const { heard } of [one, two]) {
      expect(heard.map(({ type }) => type)).toEqual(['message', 'message', 'typing', 'message'])
    }
  })

  it('the activities of one visitor never reach another', async () => {
    const { base } = await house()
    const one = client(base, { token: (await generate(base)).token, webSocket: true })
    const two = client(base, { token: (await generate(base)).token, webSocket: true })
    await eventually(() => one.texts().length === 1 && two.texts().length === 1)
    await one.post('秘密の相談')
    await eventually(() => one.texts().length === 3)
    await delay(100)
    expect(two.texts()).toHaveLength(1)
  })
})
