import { HTTPFetchError, LineBotClient, type messagingApi } from '@line/bot-sdk'
import { z } from 'zod'
import { withinDeadline } from '../../storage/deadline.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { parseJson } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { AccessTokens } from './access-token.ts'

/** What LINE let us know about one send. */
export type SendOutcome =
  /** `before`: it was taken by an earlier try. */
  | { kind: 'accepted'; bubbles: TakenBubble[]; before?: true }
  /** Nothing was sent, and LINE will not take it later either. `bodyFault`: it named a fault of the messages. */
  | { kind: 'refused'; status: number; bodyFault: boolean }
  /** Nothing was sent: too many requests, the quota is used up, no good access token, or LINE could not be reached. */
  | { kind: 'unsent'; reason: string; afterMs?: number; quotaHint?: boolean }
  /** It may have been sent or not. */
  | { kind: 'unknown'; reason: string }

/** A bubble that LINE took: the id its quotes name, and the token that quotes it. */
export interface TakenBubble {
  id: string
  quoteToken?: string | undefined
}

export interface LineCalls {
  reply(replyToken: string, messages: messagingApi.Message[], signal: AbortSignal): Promise<SendOutcome>
  push(to: string, messages: messagingApi.Message[], retryKey: string, signal: AbortSignal): Promise<SendOutcome>
  /** Everything besides sending: with a deadline, and throwing what LINE answers. */
  ask<T>(endpoint: string, call: (client: LineBotClient) => Promise<T>): Promise<T>
}

export interface LineCallsOptions {
  accessTokens: AccessTokens
  /** Scheme, host and port only: the SDK drops a path. */
  apiBaseUrl: string
  dataApiBaseUrl: string
  logger: Logger
}

type Answer = Awaited<ReturnType<LineBotClient['pushMessageWithHttpInfo']>>

/** The SDK has no deadline of its own. */
const CALL_DEADLINE_MS = 8_000
const LONGEST_WAIT_MS = 60_000
/** The reason of a send that LINE had no room for. */
export const LINE_429 = 'line-429'
/** Causes of a failed fetch that say the request never left: no address, no listener, no connection. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/** The calls of the Messaging API; the two sends never throw, their ends are told apart. */
export function createLineCalls({ logger, accessTokens, ...options }: LineCallsOptions): LineCalls {
  let last: { token: string; client: LineBotClient } | undefined

  async function current(): Promise<{ token: string; client: LineBotClient }> {
    const token = await accessTokens.current()
    if (last?.token !== token) {
      const client = LineBotClient.fromChannelAccessToken({
        channelAccessToken: token,
        apiBaseURL: options.apiBaseUrl,
        dataApiBaseURL: options.dataApiBaseUrl,
      })
      last = { token, client }
    }
    return last
  }

  async function settle(
    endpoint: string,
    call: (client: LineBotClient) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const known = await current().catch(() => undefined)
    // Nothing has left: it waits until a token can be had.
    if (!known) return { kind: 'unsent', reason: 'line-token' }
    try {
      // The request itself cannot be called back: should it still arrive, its token or key lets it count once.
      const { httpResponse, body } = await withinDeadline(() => call(known.client), CALL_DEADLINE_MS, [signal])
      log(endpoint, httpResponse.status, httpResponse.headers)
      return { kind: 'accepted', bubbles: takenBubbles(body) }
    } catch (thrown) {
      if (thrown instanceof HTTPFetchError) {
        log(endpoint, thrown.status, thrown.headers)
        if (thrown.status === 401) accessTokens.refused(known.token)
        return readRefusal(thrown)
      }
      const late = signal.aborted || thrown instanceof AppError
      const outcome = late ? ({ kind: 'unknown', reason: 'line-timeout' } as const) : readFailure(thrown)
      logger.warn({ endpoint, reason: outcome.reason }, 'LINE did not answer')
      return outcome
    }
  }

  // LINE hands out no logs of its own: its request id is what support asks for.
  function log(endpoint: string, status: number, headers: Headers): void {
    logger.info({ endpoint, status, lineRequestId: headers.get('x-line-request-id') }, 'LINE answered')
  }

  return {
    // No retry key here: LINE refuses a reply that carries one.
    reply: (replyToken, messages, signal) =>
      settle('reply', (client) => client.replyMessageWithHttpInfo({ replyToken, messages }), signal),
    push: (to, messages, retryKey, signal) =>
      settle('push', (client) => client.pushMessageWithHttpInfo({ to, messages }, retryKey), signal),
    async ask(endpoint, call) {
      const { client, token } = await current()
      try {
        return await withinDeadline(() => call(client), CALL_DEADLINE_MS)
      } catch (thrown) {
        if (thrown instanceof HTTPFetchError) {
          log(endpoint, thrown.status, thrown.headers)
          if (thrown.status === 401) accessTokens.refused(token)
        }
        throw thrown
      }
    },
  }
}

function readRefusal({ status, headers, body }: HTTPFetchError): SendOutcome {
  const answer = parseJson(body)
  // 409: this retry key was taken before, so the message went out then.
  if (status === 409) return { kind: 'accepted', bubbles: takenBubbles(answer), before: true }
  if (status === 429) {
    // Rate, too much for one user, and the quota look alike; the words may change and are a hint at most.
    const quotaHint = /monthly limit/i.test(body)
    return { kind: 'unsent', reason: LINE_429, quotaHint, ...readRetryAfter(headers.get('retry-after')) }
  }
  // A token can be mended, by us or by whoever gives it out; the answer must not be lost meanwhile.
  if (status === 401) return { kind: 'unsent', reason: 'line-401' }
  if (status >= 500 || status === 408) return { kind: 'unknown', reason: `line-${status}` }
  return { kind: 'refused', status, bodyFault: bodyFaultSchema.safeParse(answer).success }
}

function readFailure(thrown: unknown): Extract<SendOutcome, { reason: string }> {
  const result = failureSchema.safeParse(thrown)
  const left = !result.success || !neverLeft.has(result.data.cause.code)
  return left ? { kind: 'unknown', reason: 'line-network' } : { kind: 'unsent', reason: 'line-unreachable' }
}

const failureSchema = z.object({ cause: z.object({ code: z.string() }) })
const bodyFaultSchema = z.object({ details: z.array(z.unknown()).min(1) })
const sentSchema = z.object({
  sentMessages: z.array(z.object({ id: z.string(), quoteToken: z.string().optional() })),
})

function takenBubbles(answer: unknown): TakenBubble[] {
  const result = sentSchema.safeParse(answer)
  return result.success ? result.data.sentMessages : []
}

function readRetryAfter(header: string | null): { afterMs?: number } {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? { afterMs: Math.min(seconds * 1000, LONGEST_WAIT_MS) } : {}
}
