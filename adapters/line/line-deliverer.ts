import { readPayload, writePayload } from '../../bot/delivery.ts'
import { texts } from '../../handoff/texts.ts'
import { findConversation } from '../../storage/conversations.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { UNCERTAIN } from '../../storage/held.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer, DeliveryResult, OutboxItem } from '../../storage/types.ts'
import { readNote, removeNote, writeNote } from './delivery-notes.ts'
import { planDelivery, planSchema } from './delivery-plan.ts'
import type { LineCalls, SendOutcome } from './line-calls.ts'
import { LINE_429 } from './line-calls.ts'
import type { LoadRoom } from './load-messages.ts'
import type { QuotaWatch } from './quota.ts'
import { type ReplyToken, readReplyToken, tokenIsFresh } from './reply-token.ts'
import { judgeReply } from './reply-verdict.ts'
import { shortenGraphemes } from './text-limits.ts'

export interface LineDelivererOptions {
  store: Store
  clock: Clock
  logger: Logger
  calls: Pick<LineCalls, 'reply' | 'push'>
  quota: QuotaWatch
  load: LoadRoom
}

interface Send {
  item: OutboxItem
  signal: AbortSignal
}

/** LINE remembers a retry key for 24 hours; later the same key would send again. */
const RETRY_KEY_LIFE_MS = 23 * 3_600_000
/** An answer that waits for a tap is pushed after this: whoever does not tap is not forgotten. */
const TAP_WAIT_MS = 10 * 60_000
/** So much of an answer names it, in grapheme clusters. */
const BEGINNING = 24

/** Why a row is held, as staff and figures read it. */
export const holdReasons = { tap: 'line-awaiting-tap', quota: 'line-quota' } as const

/**
 * Sends outbox rows to LINE: by reply token while it is young (free of charge), else by push with a retry key, and not
 * at all while the month's quota is used up or a tap will fetch them. Why nothing is lost or said twice on the way
 * stands in docs/decisions/0004-line-delivery.md, what is held in 0012.
 */
export function createLineDeliverer({ store, clock, logger, calls, quota, load }: LineDelivererOptions): Deliverer {
  async function deliver(item: OutboxItem, signal: AbortSignal): Promise<DeliveryResult> {
    const send = { item, signal }
    const token = readReplyToken(item.replyTo)
    const plan = planSchema.parse(item.plan)
    if (plan.way === 'hold') return { status: 'held', reason: holdReasons.tap, until: clock.now() + TAP_WAIT_MS }
    if (!token || plan.way === 'push') return push(send, item.attempts === 0)

    const note = item.attempts > 0 ? await readNote(store, item) : undefined
    if (note === 'push') return push(send, false)
    if (note === undefined) return reply(send, token, plan.carries, item.attempts === 0)
    if (!tokenIsFresh(token, clock.now())) return pushInstead(send)
    // Removed before the try: should the process end during it, the fate is unknown again.
    await removeNote(store, item)
    return reply(send, token, plan.carries, true)
  }

  async function reply(
    { item, signal }: Send,
    token: ReplyToken,
    carries: readonly string[],
    isFirst: boolean,
  ): Promise<DeliveryResult> {
    const loaded = await load.reply(item, carries)
    if (loaded.messages.length === 0) return { status: 'failed', reason: 'line-empty' }
    const outcome = await calls.reply(token.replyToken, loaded.messages, signal)
    const now = clock.now()
    const beganAtAge = (item.firstAttemptAt ?? now) - token.receivedAt
    switch (judgeReply(outcome, { isFirst, beganAtAge, age: now - token.receivedAt })) {
      case 'sent':
        return loaded.sent(outcome)
      case 'uncertain':
        logger.warn({ delivery: item.id, tries: item.attempts + 1 }, 'nobody can tell whether a LINE reply arrived')
        return askUser(item)
      case 'unsent':
        await writeNote(store, item, 'unsent')
        return again(outcome)
      case 'repeat':
        return again(outcome)
      case 'push':
        return pushInstead({ item, signal })
      case 'failed':
        return refused(item, 'reply', outcome)
    }
  }

  /** Gives the token up durably before the first push, so that every later try pushes too, with the same key. */
  async function pushInstead(send: Send): Promise<DeliveryResult> {
    const stopped = await whyNoPush(send.item)
    if (stopped) return stopped
    await writeNote(store, send.item, 'push')
    return push(send, true)
  }

  /** `isFirst`: no push of this row was begun yet, so that it may still be held. */
  async function push({ item, signal }: Send, isFirst: boolean): Promise<DeliveryResult> {
    if (!isFirst && clock.now() - (item.firstAttemptAt ?? item.createdAt) > RETRY_KEY_LIFE_MS) {
      return { status: 'failed', reason: 'line-retry-key-expired' }
    }
    const stopped = isFirst ? await whyNoPush(item) : undefined
    if (stopped) return stopped
    const loaded = load.push(item)
    if (loaded.messages.length === 0) return { status: 'failed', reason: 'line-empty' }
    const outcome = await calls.push(item.conversationKey, loaded.messages, item.retryKey, signal)
    if (outcome.kind === 'accepted') {
      if (!outcome.before) await quota.count()
      return loaded.sent(outcome)
    }
    if (outcome.kind === 'refused') return refused(item, 'push', outcome)
    const quotaMayBe = isFirst && outcome.kind === 'unsent' && outcome.reason === LINE_429
    if (quotaMayBe && (await quota.isUsedUp(outcome.quotaHint ?? false))) return hold(item)
    return again(outcome)
  }

  /** A push is not begun into the void, nor for 「準備中」, nor beyond the quota. */
  async function whyNoPush(item: OutboxItem): Promise<DeliveryResult | undefined> {
    if (readPayload(item.payload).preparing) return { status: 'dropped', reason: 'line-too-late' }
    const conversation = await findConversation(store.database, item.conversationId)
    if (conversation?.reachable === false) return { status: 'failed', reason: 'line-blocked' }
    return (await quota.mayPush()) ? undefined : hold(item)
  }

  /** The user alone knows: they are asked in other words, and a tap brings the answer. */
  function askUser(item: OutboxItem): DeliveryResult {
    const { preparing, again, messageId, replies } = readPayload(item.payload)
    // 「準備中」 itself is not asked about.
    if (preparing || again) return { status: 'sent' }
    const reply = {
      text: texts.maybeLost(shortenGraphemes(replies[0]?.text ?? '', BEGINNING)),
      citations: [],
      suggestions: [],
    }
    const notice = writePayload({ replies: [reply], sender: 'system', again: item.id, messageId })
    return { status: 'held', reason: UNCERTAIN, until: Number.MAX_SAFE_INTEGER, notice }
  }

  async function hold(item: OutboxItem): Promise<DeliveryResult> {
    // What the tries so far made certain says nothing of those with the next token.
    await removeNote(store, item)
    return { status: 'held', reason: holdReasons.quota, until: quota.renewsAt() }
  }

  function refused(item: OutboxItem, way: 'reply' | 'push', outcome: SendOutcome): DeliveryResult {
    const status = outcome.kind === 'refused' ? outcome.status : 0
    logger.error({ delivery: item.id, way, status }, 'LINE refused a message')
    return { status: 'failed', reason: `line-${way}-${status}` }
  }

  return { plan: (item, now) => planDelivery(store.database, item, now), deliver }
}

/** The dispatcher's own backoff, unless LINE has named a time. */
function again(outcome: SendOutcome): DeliveryResult {
  const reason = 'reason' in outcome ? outcome.reason : outcome.kind
  const afterMs = outcome.kind === 'unsent' ? outcome.afterMs : undefined
  return { status: 'retry', reason, ...(afterMs !== undefined && { afterMs }) }
}
