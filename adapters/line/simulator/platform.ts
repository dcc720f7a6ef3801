import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen } from '../../http/listen.ts'
import { type AccountSettings, accountOperations } from './account.ts'
import { type Answer, notFound, type Operation, refusal } from './answers.ts'
import { type Contents, contentOperations } from './contents.ts'
import { messageFaults } from './message-rules.ts'
import { type People, peopleOperations } from './people.ts'
import { type Presence, presenceOperations } from './presence.ts'
import { isUsedUp, type Quota, quotaOperations } from './quota.ts'
import { createQuoteTokens } from './quote-tokens.ts'
import { createReplyTokens } from './reply-tokens.ts'
import { createRichMenus, type RichMenus } from './rich-menus.ts'
import { createStatelessTokens, type StatelessTokens } from './stateless-tokens.ts'
import { createWebhookSender, lineUser, type WebhookSender } from './webhook-sender.ts'

export type Endpoint = 'reply' | 'push'

/** What goes wrong with the next call of an endpoint; faults wait in a row, one a call. */
export type Fault =
  | { kind: 'delay'; ms: number }
  /** The connection breaks, `before` the messages are taken or `after`. */
  | { kind: 'cut'; when: 'before' | 'after' }
  /** The messages are taken, and the answer never comes. */
  | { kind: 'hold' }
  /** Refused, nothing taken. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: object }

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
  /** LINE's time of it. */
  at: number
  /** False when the user had blocked the account: LINE says 200 all the same. */
  arrived: boolean
}

/** A call of the Messaging API, taken or not. */
export interface Call {
  endpoint: string
  status: number | 'cut' | 'held'
  /** LINE's time of it. */
  at: number
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
  account: AccountSettings
  quota: Quota
  presence: Presence
  richMenus: RichMenus
  contents: Contents
  people: People
  statelessTokens: StatelessTokens
  /** The bodies of all calls, as they came. */
  bodies: { path: string; raw: string }[]
  /** The sends that reached a user's chat, in order. */
  received(userId: string): Send[]
  /** All words a user was sent, bubble by bubble. */
  textsTo(userId: string): string[]
  fail(endpoint: Endpoint, ...faults: Fault[]): void
  /** Spoils any call that no fault waits for; undefined lets it pass. */
  spoil(decide: (path: string) => Fault | undefined): void
  block(userId: string): void
  unblock(userId: string): void
  /** Calls `listener` after every call of the API; returns how to stop that. */
  onChange(listener: () => void): () => void
  /** Waits until LINE has taken `count` sends in all. */
  waitForSends(count: number, timeoutMs?: number): Promise<void>
  /** Waits until LINE was called `count` times to reply or push, whatever came of it. */
  waitForCalls(count: number, timeoutMs?: number): Promise<void>
  webhook: WebhookSender
  close(): Promise<void>
}

interface Taken {
  requestId: string
  body: string
  sentMessages: { id: string; quoteToken: string }[]
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const userPattern = /^U[0-9a-f]{32}$/
/** A group or a room can be pushed to as well, and every member is counted. */
const groupPattern = /^[CR][0-9a-f]{32}$/
const GROUP_MEMBERS = 20
const WAIT_MS = 10_000
const usedUp: Answer = { status: 429, body: { message: 'You have reached your monthly limit.' } }

/**
 * A stand-in for LINE on a port of its own: as strict as LINE where LINE is strict, with faults on demand and a record
 * of what each user really received. Its `webhook` signs and posts events whose reply tokens it honours. The tests and
 * `madoguchi line simulate` use this one.
 */
export async function startLinePlatform(options: {
  channelSecret: string
  channelAccessToken: string
  channelId?: string
  displayName?: string
}): Promise<LinePlatform> {
  let offset = 0
  const now = () => Date.now() + offset
  const tokens = createReplyTokens(now)
  const quotes = createQuoteTokens()
  const sends: Send[] = []
  const calls: Call[] = []
  const faults: Record<Endpoint, Fault[]> = { reply: [], push: [] }
  const blocked = new Set<string>()
  const takenByKey = new Map<string, Taken>()
  const listeners = new Set<() => void>()
  const webhook = createWebhookSender({ channelSecret: options.channelSecret, now, tokens, quotes })
  const account: AccountSettings = {
    userId: lineUser(0xb07),
    basicId: '@madoguchi',
    displayName: options.displayName ?? '相談窓口',
    chatMode: 'bot',
    markAsReadMode: 'auto',
    webhookUrl: undefined,
    webhookActive: true,
  }
  const quota: Quota = { limit: undefined, used: 0 }
  const presence: Presence = { loadingUntil: new Map(), readTokens: new Set() }
  const richMenus = createRichMenus(now)
  const contents: Contents = new Map()
  const people: People = { left: [], linkTokens: new Map() }
  const bodies: LinePlatform['bodies'] = []
  const statelessTokens = createStatelessTokens({ id: options.channelId ?? '', secret: options.channelSecret }, now)
  let spoil: (path: string) => Fault | undefined = () => undefined
  const operations: Operation[] = [
    ...accountOperations({ settings: account, now, testWebhook: (url) => webhook.post(url, []) }),
    ...quotaOperations(quota),
    ...presenceOperations({
      presence,
      now,
      isUser: (userId) => userPattern.test(userId),
      isBlocked: (userId) => blocked.has(userId),
      knowsReadToken: webhook.knowsReadToken,
    }),
    ...richMenus.operations,
    ...contentOperations(contents),
    ...peopleOperations(people),
  ]

  function take(endpoint: Endpoint, userId: string, messages: SentMessage[], requestId: string): Taken['sentMessages'] {
    sends.push({ endpoint, userId, messages, requestId, at: now(), arrived: !blocked.has(userId) })
    // A new message ends the three dots.
    presence.loadingUntil.delete(userId)
    return messages.map(() => ({
      id: String(BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 14)}`)),
      quoteToken: quotes.issue(userId),
    }))
  }

  function reply(raw: string, retryKey: string | undefined, requestId: string): Answer {
    if (retryKey !== undefined) return refusal('The retry key is not supported by this endpoint')
    const body = readBody(raw)
    if ('status' in body) return body
    const token = typeof body.replyToken === 'string' ? body.replyToken : ''
    const faults = quotes.faultsOf(body.messages, tokens.owner(token))
    if (faults.length > 0) return refusal(`The request body has ${faults.length} error(s)`, faults)
    const userId = tokens.use(token)
    if (!userId) return refusal('Invalid reply token')
    return { status: 200, body: { sentMessages: take('reply', userId, body.messages, requestId) } }
  }

  function push(raw: string, retryKey: string | undefined, requestId: string): Answer {
    if (retryKey !== undefined && !uuid.test(retryKey)) return refusal('The retry key is not a UUID')
    const body = readBody(raw)
    if ('status' in body) return body
    if (typeof body.to !== 'string') return refusal("The property, 'to', is invalid")
    const isGroup = groupPattern.test(body.to)
    if (!isGroup && !userPattern.test(body.to)) return refusal("The property, 'to', is invalid")
    const faults = quotes.faultsOf(body.messages, body.to)
    if (faults.length > 0) return refusal(`The request body has ${faults.length} error(s)`, faults)
    const before = retryKey === undefined ? undefined : takenByKey.get(retryKey)
    if (before && before.body !== raw) return refusal('The retry key was used with another request')
    if (before) {
      return {
        status: 409,
        headers: { 'x-line-accepted-request-id': before.requestId },
        body: { message: 'The retry key is already accepted', sentMessages: before.sentMessages },
      }
    }
    if (isUsedUp(quota)) return usedUp
    // Who blocked the account is not counted: https://developers.line.biz/en/docs/messaging-api/pricing/
    if (!blocked.has(body.to)) quota.used += isGroup ? GROUP_MEMBERS : 1
    const sentMessages = take('push', body.to, body.messages, requestId)
    if (retryKey !== undefined) takenByKey.set(retryKey, { requestId, body: raw, sentMessages })
    return { status: 200, body: { sentMessages } }
  }

  function strangerTo(request: IncomingMessage): Answer | undefined {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (token === options.channelAccessToken || statelessTokens.isGood(token)) return undefined
    return { status: 401, body: { message: 'Authentication failed. Confirm that the access token is valid.' } }
  }

  async function otherCall(request: IncomingMessage, raw: Buffer): Promise<Answer> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://line.invalid')
    const method = request.method ?? 'GET'
    if (path === '/oauth2/v3/token')
      return statelessTokens.issue({ method, path, query, headers: request.headers, raw })
    const stranger = strangerTo(request)
    if (stranger) return stranger
    for (const operation of operations) {
      const match = operation.method === method ? operation.path.exec(path) : null
      if (match) return operation.handle({ method, path, query, headers: request.headers, raw }, { ...match.groups })
    }
    return notFound()
  }

  function answerTo(endpoint: Endpoint, request: IncomingMessage, raw: string, requestId: string): Answer {
    const stranger = strangerTo(request)
    if (stranger) return stranger
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      return { status: 415, body: { message: 'Unsupported media type' } }
    }
    return (endpoint === 'reply' ? reply : push)(raw, retryKeyOf(request), requestId)
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    const bytes = await readRaw(request)
    const raw = bytes.toString('utf8')
    if (raw !== '') bodies.push({ path: request.url ?? '', raw })
    const endpoint = /^\/v2\/bot\/message\/(reply|push)$/.exec(request.url ?? '')?.[1] as Endpoint | undefined
    const retryKey = retryKeyOf(request)
    const record = (status: Call['status']) => {
      calls.push({ endpoint: endpoint ?? `${request.method} ${request.url}`, status, at: now(), retryKey })
      for (const listener of listeners) listener()
    }
    if (!endpoint || request.method !== 'POST') {
      const spoilt = spoil(request.url ?? '')
      if (spoilt?.kind === 'cut') return void request.socket.destroy()
      const answer = spoilt?.kind === 'status' ? { status: spoilt.status, body: {} } : await otherCall(request, bytes)
      record(answer.status)
      return write(response, requestId, answer)
    }
    const fault = faults[endpoint].shift() ?? spoil(request.url ?? '')
    if (fault?.kind === 'delay') await sleep(fault.ms)
    if (fault?.kind === 'status') {
      record(fault.status)
      const { status, headers = {}, body = { message: 'The request could not be taken' } } = fault
      return write(response, requestId, { status, headers, body })
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
  const { port } = await listen(server, 0, '127.0.0.1')

  /** Looks after every call; in between nothing changes. */
  function until(holds: () => boolean, timeoutMs: number, what: string): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer)
        listeners.delete(look)
        act()
      }
      const look = () => holds() && settle(resolve)
      const timer = setTimeout(
        () => settle(() => reject(new Error(`${what} did not happen within ${timeoutMs} ms`))),
        timeoutMs,
      )
      listeners.add(look)
    })
  }

  return {
    url: `http://127.0.0.1:${port}`,
    now,
    advance(ms) {
      offset += ms
    },
    sends,
    calls,
    account,
    quota,
    presence,
    richMenus,
    contents,
    people,
    statelessTokens,
    bodies,
    received: (userId) => sends.filter((send) => send.userId === userId && send.arrived),
    textsTo: (userId) =>
      sends
        .filter((send) => send.userId === userId && send.arrived)
        .flatMap((send) => send.messages.map((message) => message.text ?? message.altText ?? '')),
    fail: (endpoint, ...more) => void faults[endpoint].push(...more),
    spoil(decide) {
      spoil = decide
    },
    block: (userId) => void blocked.add(userId),
    unblock: (userId) => void blocked.delete(userId),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    waitForSends: (count, timeoutMs = WAIT_MS) => until(() => sends.length >= count, timeoutMs, `${count} sends`),
    waitForCalls: (count, timeoutMs = WAIT_MS) =>
      until(() => calls.filter(isSend).length >= count, timeoutMs, `${count} calls`),
    webhook,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const isSend = ({ endpoint }: Call): boolean => endpoint === 'reply' || endpoint === 'push'

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

async function readRaw(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function write(response: ServerResponse, requestId: string, { status, body, headers = {}, cutAfter }: Answer): void {
  if (cutAfter !== undefined && Buffer.isBuffer(body)) {
    response.writeHead(status, { 'content-length': String(body.length), 'x-line-request-id': requestId })
    response.write(body.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 20))
    return
  }
  response.writeHead(status, { 'content-type': 'application/json', 'x-line-request-id': requestId, ...headers })
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
}
