import { HTTPFetchError, LineBotClient, type messagingApi } from '@line/bot-sdk'
import { z } from 'zod'
import { withinDeadline } from '../../storage/deadline.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { parseJson } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'

/** What LINE let us know about one send. */
export type SendOutcome =
  | { kind: 'accepted'; ids: string[] }
  /** Nothing was sent, and LINE will not take it later either. `bodyFault`: it named a fault of the messages. */
  | { kind: 'refused'; status: number; bodyFault: boolean }
  /** Nothing was sent: too many requests, the quota is used up, or LINE could not be reached at all. */
  | { kind: 'unsent'; reason: string; afterMs?: number }
  /** It may have been sent or not. */
  | { kind: 'unknown'; reason: string }

export interface LineCalls {
  reply(replyToken: string, messages: messagingApi.Message[], signal: AbortSignal): Promise<SendOutcome>
  push(to: string, messages: messagingApi.Message[], retryKey: string, signal: AbortSignal): Promise<SendOutcome>
}

export interface LineCallsOptions {
  channelAccessToken: string
  /** Scheme, host and port only: the SDK drops a path. */
  apiBaseUrl: string
  dataApiBaseUrl: string
  logger: Logger
}

type Answer = Awaited<ReturnType<LineBotClient['pushMessageWithHttpInfo']>>

/** The SDK has no deadline of its own. */
const CALL_DEADLINE_MS = 8_000
const LONGEST_WAIT_MS = 60_000
/** Causes of a failed fetch that say the request never left: no address, no listener, no connection. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/** The two sends of the Messaging API, their ends told apart. Neither throws. */
export function createLineCalls({ logger, ...options }: LineCallsOptions): LineCalls {
  const client = LineBotClient.fromChannelAccessToken({
    channelAccessToken: options.channelAccessToken,
    apiBaseURL: options.apiBaseUrl,
    dataApiBaseURL: options.dataApiBaseUrl,
  })

  async function settle(endpoint: string, call: () => Promise<Answer>, signal: AbortSignal): Promise<SendOutcome> {
    try {
      // The request itself cannot be called back: should it still arrive, its token or key lets it count once.
      const { httpResponse, body } = await withinDeadline(call, CALL_DEADLINE_MS, [signal])
      log(endpoint, httpResponse.status, httpResponse.headers)
      return { kind: 'accepted', ids: sentIds(body) }
    } catch (thrown) {
      if (thrown instanceof HTTPFetchError) {
        log(endpoint, thrown.status, thrown.headers)
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
      settle('reply', () => client.replyMessageWithHttpInfo({ replyToken, messages }), signal),
    push: (to, messages, retryKey, signal) =>
      settle('push', () => client.pushMessageWithHttpInfo({ to, messages }, retryKey), signal),
  }
}

function readRefusal({ status, headers, body }: HTTPFetchError): SendOutcome {
  const answer = parseJson(body)
  // 409: this retry key was taken before, so the message went out then.
  if (status === 409) return { kind: 'accepted', ids: sentIds(answer) }
  if (status === 429) return { kind: 'unsent', reason: 'line-429', ...readRetryAfter(headers.get('retry-after')) }
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
const sentSchema = z.object({ sentMessages: z.array(z.object({ id: z.string() })) })

function sentIds(answer: unknown): string[] {
  const result = sentSchema.safeParse(answer)
  return result.success ? result.data.sentMessages.map(({ id }) => id) : []
}

function readRetryAfter(header: string | null): { afterMs?: number } {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? { afterMs: Math.min(seconds * 1000, LONGEST_WAIT_MS) } : {}
}
