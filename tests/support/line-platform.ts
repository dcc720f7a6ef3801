import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from './eventually.ts'
import { messageFaults } from './line-message-rules.ts'
import { createReplyTokens } from './line-reply-tokens.ts'
import { createWebhookSender, type WebhookSender } from './line-webhook-sender.ts'
import { listenOnLoopback } from './loopback.ts'

export type Endpoint = 'reply' | 'push'

/** What goes wrong with the next call of an endpoint; faults wait in a row, one a call. */
export type Fault =
  | { kind: 'delay'; ms: number }
  /** The connection breaks, `before` the messages are taken or `after`. */
  | { kind: 'cut'; when: 'before' | 'after' }
  /** The messages are taken, and the answer never comes. */
  | { kind: 'hold' }
  /** Refused, nothing taken. */
  | { kind: 'status'; status: number; headers?: Record<string, string> }

export interface SentMessage {
  type: string
  text?: string
  altText?: string
  [field: string]: unknown
}

/** A send that LINE took. */
export interface Send {
  endpoint: Endpoint
  userId: string
  messages: SentMessage[]
  requestId: string
  /** False when the user had blocked the account: LINE says 200 all the same. */
  arrived: boolean
}

/** A call of the Messaging API, taken or not. */
export interface Call {
  endpoint: string
  status: number | 'cut' | 'held'
  retryKey: string | undefined
}

export interface LinePlatform {
  /** Base address for LINE_API_BASE_URL and LINE_DATA_API_BASE_URL. */
  url: string
  /** LINE's clock: real time, moved forward by `advance`. */
  now(): number
  advance(ms: number): void
  sends: Send[]
  calls: Call[]
  /** The sends that reached a user's chat, in order. */
  received(userId: string): Send[]
  /** All words a user was sent, bubble by bubble. */
  textsTo(userId: string): string[]
  fail(endpoint: Endpoint, ...faults: Fault[]): void
  block(userId: string): void
  /** Waits until LINE has taken `count` sends in all. */
  waitForSends(count: number, timeoutMs?: number): Promise<void>
  /** Waits until LINE was called `count` times in all, whatever came of it. */
  waitForCalls(count: number, timeoutMs?: number): Promise<void>
  webhook: WebhookSender
  close(): Promise<void>
}

interface Taken {
  requestId: string
  body: string
  sentMessages: { id: string; quoteToken: string }[]
}

interface Answer {
  status: number
  body: object
  headers?: Record<string, string>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const userPattern = /^U[0-9a-f]{32}$/

/**
 * A stand-in for LINE on a port of its own: as strict as LINE where LINE is strict, with faults on demand and a record
 * of what each user really received. Its `webhook` signs and posts events whose reply tokens it honours.
 */
export async function startLinePlatform(options: {
  channelSecret: string
  channelAccessToken: string
}): Promise<LinePlatform> {
  let offset = 0
  const now = () => Date.now() + offset
  const tokens = createReplyTokens(now)
  const sends: Send[] = []
  const calls: Call[] = []
  const faults: Record<Endpoint, Fault[]> = { reply: [], push: [] }
  const blocked = new Set<string>()
  const takenByKey = new Map<string, Taken>()

  function take(endpoint: Endpoint, userId: string, messages: SentMessage[], requestId: string): Taken['sentMessages'] {
    sends.push({ endpoint, userId, messages, requestId, arrived: !blocked.has(userId) })
    return messages.map(() => ({
      id: String(BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 14)}`)),
      quoteToken: 'q',
    }))
  }

  function reply(raw: string, retryKey: string | undefined, requestId: string): Answer {
    if (retryKey !== undefined) return refusal('The retry key is not supported by this endpoint')
    const body = readBody(raw)
    if ('status' in body) return body
    const userId = typeof body.replyToken === 'string' ? tokens.use(body.replyToken) : undefined
    if (!userId) return refusal('Invalid reply token')
    return { status: 200, body: { sentMessages: take('reply', userId, body.messages, requestId) } }
  }

  function push(raw: string, retryKey: string | undefined, requestId: string): Answer {
    if (retryKey !== undefined && !uuid.test(retryKey)) return refusal('The retry key is not a UUID')
    const body = readBody(raw)
    if ('status' in body) return body
    if (typeof body.to !== 'string' || !userPattern.test(body.to)) return refusal("The property, 'to', is invalid")
    const before = retryKey === undefined ? undefined : takenByKey.get(retryKey)
    if (before && before.body !== raw) return refusal('The retry key was used with another request')
    if (before) {
      return {
        status: 409,
        headers: { 'x-line-accepted-request-id': before.requestId },
        body: { message: 'The retry key is already accepted', sentMessages: before.sentMessages },
      }
    }
    const sentMessages = take('push', body.to, body.messages, requestId)
    if (retryKey !== undefined) takenByKey.set(retryKey, { requestId, body: raw, sentMessages })
    return { status: 200, body: { sentMessages } }
  }

  function answerTo(endpoint: Endpoint, request: IncomingMessage, raw: string, requestId: string): Answer {
    if (request.headers.authorization !== `Bearer ${options.channelAccessToken}`) {
      return { status: 401, body: { message: 'Authentication failed. Confirm that the access token is valid.' } }
    }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      return { status: 415, body: { message: 'Unsupported media type' } }
    }
    return (endpoint === 'reply' ? reply : push)(raw, retryKeyOf(request), requestId)
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    const raw = await readRaw(request)
    const endpoint = /^\/v2\/bot\/message\/(reply|push)$/.exec(request.url ?? '')?.[1] as Endpoint | undefined
    const retryKey = retryKeyOf(request)
    const record = (status: Call['status']) =>
      calls.push({ endpoint: endpoint ?? String(request.url), status, retryKey })
    if (!endpoint || request.method !== 'POST') {
      record(404)
      return write(response, requestId, { status: 404, body: { message: 'Not found' } })
    }
    const fault = faults[endpoint].shift()
    if (fault?.kind === 'delay') await sleep(fault.ms)
    if (fault?.kind === 'status') {
      record(fault.status)
      const { status, headers = {} } = fault
      return write(response, requestId, { status, headers, body: { message: 'The request could not be taken' } })
    }
    if (fault?.kind === 'cut' && fault.when === 'before') {
      record('cut')
      return void request.socket.destroy()
    }
    const answer = answerTo(endpoint, request, raw, requestId)
    record(fault?.kind === 'cut' ? 'cut' : fault?.kind === 'hold' ? 'held' : answer.status)
    if (fault?.kind === 'cut') return void request.socket.destroy()
    if (fault?.kind !== 'hold') write(response, requestId, answer)
  }

  const server = createServer((request, response) => void handle(request, response))
  const { url, close } = await listenOnLoopback(server)

  return {
    url,
    now,
    advance(ms) {
      offset += ms
    },
    sends,
    calls,
    received: (userId) => sends.filter((send) => send.userId === userId && send.arrived),
    textsTo: (userId) =>
      sends
        .filter((send) => send.userId === userId && send.arrived)
        .flatMap((send) => send.messages.map((message) => message.text ?? message.altText ?? '')),
    fail: (endpoint, ...more) => void faults[endpoint].push(...more),
    block: (userId) => void blocked.add(userId),
    waitForSends: (count, timeoutMs) => eventually(() => sends.length >= count, timeoutMs, `${count} sends`),
    waitForCalls: (count, timeoutMs) => eventually(() => calls.length >= count, timeoutMs, `${count} calls`),
    webhook: createWebhookSender({ channelSecret: options.channelSecret, now, tokens }),
    close,
  }
}

const refusal = (message: string, details?: object[]): Answer => ({
  status: 400,
  body: { message, ...(details && { details }) },
})

function retryKeyOf(request: IncomingMessage): string | undefined {
  const header = request.headers['x-line-retry-key']
  return typeof header === 'string' ? header : undefined
}

function readBody(raw: string): Answer | { replyToken?: unknown; to?: unknown; messages: SentMessage[] } {
  let body: { messages?: unknown }
  try {
    body = JSON.parse(raw)
  } catch {
    return refusal('The request body could not be parsed as JSON')
  }
  const faults = messageFaults(body.messages)
  if (faults.length > 0) return refusal(`The request body has ${faults.length} error(s)`, faults)
  return { ...body, messages: body.messages as SentMessage[] }
}

async function readRaw(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function write(response: ServerResponse, requestId: string, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-line-request-id': requestId, ...headers })
  response.end(JSON.stringify(body))
}
