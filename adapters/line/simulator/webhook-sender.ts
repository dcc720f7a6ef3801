import { createHmac, randomBytes } from 'node:crypto'
import type { QuoteTokens } from './quote-tokens.ts'
import type { ReplyTokens } from './reply-tokens.ts'

export interface LineEvent {
  type: string
  webhookEventId: string
  timestamp: number
  mode?: string
  replyToken?: string
  source?: object
  deliveryContext?: { isRedelivery: boolean }
  [field: string]: unknown
}

export interface PostOptions {
  /** Instead of the right signature; `null` sends none. */
  signature?: string | null
  /** Instead of the events' JSON. */
  raw?: string
  /** Writes everything beyond ASCII as \uXXXX, as LINE does with some emoji. */
  escaped?: boolean
}

export interface PostResult {
  status: number
  body: unknown
  elapsedMs: number
}

/** A user id of LINE's form, the same for the same number. */
export const lineUser = (number: number): string => `U${number.toString(16).padStart(32, '0')}`

/** The half of LINE that calls us: makes events with live reply tokens, signs and posts them. */
export function createWebhookSender(options: {
  channelSecret: string
  now: () => number
  tokens: ReplyTokens
  quotes: QuoteTokens
}) {
  const { channelSecret, now, tokens, quotes } = options
  const readTokens = new Set<string>()
  let messageCount = 0

  function event(type: string, userId: string, fields: object, answerable = true): LineEvent {
    const timestamp = now()
    return {
      type,
      mode: 'active',
      timestamp,
      source: { type: 'user', userId },
      webhookEventId: `01${randomBytes(12).toString('hex').toUpperCase()}`,
      deliveryContext: { isRedelivery: false },
      ...(answerable && { replyToken: tokens.issue(userId, timestamp) }),
      ...fields,
    }
  }

  function message(userId: string, content: object): LineEvent {
    messageCount += 1
    const markAsReadToken = randomBytes(12).toString('hex')
    readTokens.add(markAsReadToken)
    return event('message', userId, {
      message: { id: `${now()}${messageCount}`, quoteToken: quotes.issue(userId), markAsReadToken, ...content },
    })
  }

  const sign = (body: string): string => createHmac('sha256', channelSecret).update(body).digest('base64')

  /** What is posted for the events, for who posts it another way: from now on their tokens are with the bot. */
  function prepare(events: LineEvent[]): { body: string; signature: string } {
    for (const { replyToken } of events) if (replyToken) tokens.deliver(replyToken)
    const body = JSON.stringify({ destination: lineUser(0xb07), events })
    return { body, signature: sign(body) }
  }

  async function post(
    url: string,
    events: LineEvent[],
    { signature, raw, escaped }: PostOptions = {},
  ): Promise<PostResult> {
    const json = JSON.stringify({ destination: lineUser(0xb07), events })
    const body = raw ?? (escaped ? escapeBeyondAscii(json) : json)
    for (const { replyToken } of events) if (replyToken) tokens.deliver(replyToken)
    const begun = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'LineBotWebhook/2.0',
        ...(signature !== null && { 'x-line-signature': signature ?? sign(body) }),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    })
    const text = await response.text()
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
      elapsedMs: performance.now() - begun,
    }
  }

  return {
    sign,
    prepare,
    post,
    knowsReadToken: (token: string): boolean => readTokens.has(token),
    event,
    text: (userId: string, text: string): LineEvent => message(userId, { type: 'text', text }),
    sticker: (userId: string): LineEvent =>
      message(userId, {
        type: 'sticker',
        packageId: '1',
        stickerId: '2',
        stickerResourceType: 'STATIC',
        keywords: ['ありがとう', 'お礼', '感謝'],
      }),
    image: (userId: string): LineEvent => message(userId, { type: 'image', contentProvider: { type: 'line' } }),
    postback: (userId: string, data: string): LineEvent => event('postback', userId, { postback: { data } }),
    follow: (userId: string): LineEvent => event('follow', userId, { follow: { isUnblocked: false } }),
    unfollow: (userId: string): LineEvent => event('unfollow', userId, {}, false),
    /** A message of any type. */
    message,
    join: (groupId: string): LineEvent => event('join', groupId, { source: { type: 'group', groupId } }),
    accountLink: (userId: string, nonce: string, result = 'ok'): LineEvent =>
      event('accountLink', userId, { link: { result, nonce } }, result === 'ok'),
    unsend: (userId: string, messageId: string): LineEvent => event('unsend', userId, { unsend: { messageId } }, false),
    /** The same event as LINE sends it again: same id, same token. */
    redelivered: (first: LineEvent): LineEvent => ({ ...first, deliveryContext: { isRedelivery: true } }),
  }
}

export type WebhookSender = ReturnType<typeof createWebhookSender>

const escapeBeyondAscii = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
