import type { messagingApi } from '@line/bot-sdk'
import { z } from 'zod'
import { readPayload } from '../../bot/delivery.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer, DeliveryResult, OutboxItem } from '../../storage/types.ts'
import { readNote, removeNote, writeNote } from './delivery-notes.ts'
import type { LineCalls, SendOutcome } from './line-calls.ts'
import { renderMessages } from './render-messages.ts'
import { type ReplyToken, readReplyToken, tokenIsFresh } from './reply-token.ts'
import { judgeReply } from './reply-verdict.ts'

export interface LineDelivererOptions {
  store: Store
  clock: Clock
  logger: Logger
  calls: LineCalls
}

interface Send {
  item: OutboxItem
  messages: messagingApi.Message[]
  signal: AbortSignal
}

/** LINE remembers a retry key for 24 hours; later the same key would send again. */
const RETRY_KEY_LIFE_MS = 23 * 3_600_000

const planSchema = z.object({ way: z.enum(['reply', 'push']) })

/**
 * Sends outbox rows to LINE: by reply token while it is young (free of charge), else by push with a retry key.
 * Why nothing is lost or said twice on the way stands in docs/decisions/0004-line-delivery.md.
 */
export function createLineDeliverer({ store, clock, logger, calls }: LineDelivererOptions): Deliverer {
  function plan(item: OutboxItem, now: number) {
    const token = readReplyToken(item.replyTo)
    return { way: token && tokenIsFresh(token, now) ? 'reply' : 'push' }
  }

  async function deliver(item: OutboxItem, signal: AbortSignal): Promise<DeliveryResult> {
    const messages = renderMessages(readPayload(item.payload))
    if (messages.length === 0) return { status: 'failed', reason: 'line-empty' }
    const send = { item, messages, signal }
    const token = readReplyToken(item.replyTo)
    if (!token || planSchema.parse(item.plan).way === 'push') return push(send)

    const note = item.attempts > 0 ? await readNote(store, item) : undefined
    if (note === 'push') return push(send)
    if (note === undefined) return reply(send, token, item.attempts === 0)
    if (!tokenIsFresh(token, clock.now())) return pushInstead(send)
    // Removed before the try: should the process end during it, the fate is unknown again.
    await removeNote(store, item)
    return reply(send, token, true)
  }

  async function reply(send: Send, token: ReplyToken, isFirst: boolean): Promise<DeliveryResult> {
    const { item, messages, signal } = send
    const outcome = await calls.reply(token.replyToken, messages, signal)
    const now = clock.now()
    const beganAtAge = (item.firstAttemptAt ?? now) - token.receivedAt
    switch (judgeReply(outcome, { isFirst, beganAtAge, age: now - token.receivedAt })) {
      case 'sent':
        return sent(outcome)
      case 'uncertain':
        logger.warn({ delivery: item.id, tries: item.attempts + 1 }, 'a LINE reply of unknown fate is taken for sent')
        return sent(outcome)
      case 'unsent':
        await writeNote(store, item, 'unsent')
        return again(outcome)
      case 'repeat':
        return again(outcome)
      case 'push':
        return pushInstead(send)
      case 'failed':
        return refused(item, 'reply', outcome)
    }
  }

  /** Gives the token up durably before the first push, so that every later try pushes too, with the same key. */
  async function pushInstead(send: Send): Promise<DeliveryResult> {
    await writeNote(store, send.item, 'push')
    return push(send)
  }

  async function push({ item, messages, signal }: Send): Promise<DeliveryResult> {
    if (item.attempts > 0 && clock.now() - (item.firstAttemptAt ?? item.createdAt) > RETRY_KEY_LIFE_MS) {
      return { status: 'failed', reason: 'line-retry-key-expired' }
    }
    const outcome = await calls.push(item.conversationKey, messages, item.retryKey, signal)
    if (outcome.kind === 'accepted') return sent(outcome)
    return outcome.kind === 'refused' ? refused(item, 'push', outcome) : again(outcome)
  }

  function refused(item: OutboxItem, way: 'reply' | 'push', outcome: SendOutcome): DeliveryResult {
    const status = outcome.kind === 'refused' ? outcome.status : 0
    logger.error({ delivery: item.id, way, status }, 'LINE refused a message')
    return { status: 'failed', reason: `line-${way}-${status}` }
  }

  return { plan, deliver }
}

const sent = (outcome: SendOutcome): DeliveryResult =>
  outcome.kind === 'accepted' && outcome.ids.length > 0
    ? { status: 'sent', externalIds: outcome.ids }
    : { status: 'sent' }

/** The dispatcher's own backoff, unless LINE has named a time. */
function again(outcome: SendOutcome): DeliveryResult {
  const reason = 'reason' in outcome ? outcome.reason : outcome.kind
  const afterMs = outcome.kind === 'unsent' ? outcome.afterMs : undefined
  return { status: 'retry', reason, ...(afterMs !== undefined && { afterMs }) }
}
