import { readPayload, writePayload } from '../../bot/delivery.ts'
import { noticesFor } from '../../handoff/foreign-texts.ts'
import { findConversation } from '../../storage/conversations.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import { shortenGraphemes } from '../../storage/ground/graphemes.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import { UNCERTAIN, UNTIL_RELEASED } from '../../storage/held.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer, DeliveryResult, OutboxItem } from '../../storage/types.ts'
import { type DeliveryNote, readNote, writeNote } from './delivery-notes.ts'
import { planDelivery, planSchema } from './delivery-plan.ts'
import type { LineCalls, SendOutcome } from './line-calls.ts'
import { LINE_429 } from './line-calls.ts'
import type { LoadRoom, Look } from './load-messages.ts'
import type { QuotaWatch } from './quota.ts'
import { type ReplyToken, readReplyToken, tokenIsFresh } from './reply-token.ts'
import { judgeReply } from './reply-verdict.ts'

export interface LineDelivererOptions {
  store: Store
  clock: Clock
  logger: Logger
  calls: Pick<LineCalls, 'reply' | 'push'>
  quota: QuotaWatch
  load: LoadRoom
}

/** One try of a row. */
interface Send {
  item: OutboxItem
  signal: AbortSignal
  /** What the tries before this one made certain. */
  known: DeliveryNote
  /** What is written down of it. */
  kept: DeliveryNote
}

/** LINE remembers a retry key for 24 hours; later the same key would send again. */
const RETRY_KEY_LIFE_MS = 23 * 3_600_000
/** An answer that waits for a tap is pushed after this: whoever does not tap is not forgotten. */
const TAP_WAIT_MS = 10 * 60_000
/** So much of an answer names it, in grapheme clusters. */
const BEGINNING = 24

/** Why a row is held, as staff and figures read it. */
export const holdReasons = { tap: 'line-awaiting-tap', quota: 'line-quota', flood: 'line-flood' } as const

/** Paid answers of the bot that one user gets in an hour; the others wait for a free way, however many questions come. */
const PUSHES_AN_HOUR = 10

/**
 * Sends outbox rows to LINE: by reply token while it is young (free of charge), else by push with a retry key, and not
 * at all while the month's quota is used up or a tap will fetch them. Why nothing is lost or said twice on the way
 * stands in docs/decisions/0004-line-delivery.md, what is held in 0012.
 */
export function createLineDeliverer({ store, clock, logger, calls, quota, load }: LineDelivererOptions): Deliverer {
  async function deliver(item: OutboxItem, signal: AbortSignal): Promise<DeliveryResult> {
    const plan = planSchema.parse(item.plan)
    if (plan.way === 'hold') return { status: 'held', reason: holdReasons.tap, until: clock.now() + TAP_WAIT_MS }
    const kept = await readNote(store, item)
    // What stands there of the time before a hold, or before staff sent it again, says nothing of this one.
    const known: DeliveryNote = item.attempts === 0 ? new Set(['unsent']) : kept
    const send = { item, signal, known, kept }
    const token = readReplyToken(item.replyTo)
    if (!token || plan.way === 'push' || known.has('push')) return push(send)
    if (item.attempts > 0 && known.has('unsent') && !tokenIsFresh(token, clock.now())) return pushInstead(send)
    return reply(send, token, plan.carries)
  }

  /** Written down before a try: should the process end during it, its fate is unknown. */
  async function begin({ item, known, kept }: Send): Promise<void> {
    const open: DeliveryNote = new Set([...known].filter((word) => word !== 'unsent'))
    const isKept = open.size === kept.size && [...open].every((word) => kept.has(word))
    if (!isKept) await writeNote(store, item, open)
  }

  async function reply(send: Send, token: ReplyToken, carries: readonly string[]): Promise<DeliveryResult> {
    const { item, signal, known } = send
    const loaded = await load.reply(item, carries, lookOf(known))
    if (loaded.messages.length === 0) return { status: 'failed', reason: 'line-empty' }
    await begin(send)
    const outcome = await calls.reply(token.replyToken, loaded.messages, signal)
    const now = clock.now()
    const beganAtAge = (item.firstAttemptAt ?? now) - token.receivedAt
    switch (judgeReply(outcome, { isFirst: known.has('unsent'), beganAtAge, age: now - token.receivedAt })) {
      case 'sent':
        return loaded.sent(outcome)
      case 'uncertain':
        return askUser(item, loaded.carried)
      case 'unsent':
        await writeNote(store, item, known)
        return again(outcome)
      case 'repeat':
        return again(outcome)
      case 'push':
        return pushInstead(send)
      case 'plain':
        return inWords(send, 'reply', outcome)
      case 'failed':
        return refused(item, 'reply', outcome)
    }
  }

  /** Gives the token up durably before anything else, so that every later try pushes too, with the same key. */
  async function pushInstead(send: Send): Promise<DeliveryResult> {
    const known: DeliveryNote = new Set([...send.known, 'push', 'unsent'])
    await writeNote(store, send.item, known)
    return push({ ...send, known, kept: known })
  }

  async function push(send: Send): Promise<DeliveryResult> {
    const { item, signal, known } = send
    const isUnsent = known.has('unsent')
    if (!isUnsent && clock.now() - (item.firstAttemptAt ?? item.createdAt) > RETRY_KEY_LIFE_MS) {
      return { status: 'failed', reason: 'line-retry-key-expired' }
    }
    // With a key under way whose fate is unknown the push goes on: LINE alone can tell what became of it.
    const stopped = isUnsent ? await whyNoPush(item) : undefined
    if (stopped) return stopped
    const loaded = load.push(item, lookOf(known))
    if (loaded.messages.length === 0) return { status: 'failed', reason: 'line-empty' }
    await begin(send)
    const outcome = await calls.push(item.conversationKey, loaded.messages, item.retryKey, signal)
    if (outcome.kind === 'accepted') {
      if (!outcome.before) await quota.count()
      return loaded.sent(outcome)
    }
    if (outcome.kind === 'refused') {
      return outcome.status === 400 ? inWords(send, 'push', outcome) : refused(item, 'push', outcome)
    }
    if (outcome.kind === 'unsent') {
      if (isUnsent) await writeNote(store, item, known)
      const quotaMayBe = outcome.reason === LINE_429
      if (quotaMayBe && (await quota.isUsedUp(outcome.quotaHint ?? false))) return isUnsent ? hold() : askUser(item)
    }
    return again(outcome)
  }

  /** A push is not begun into the void, nor for 「準備中」, nor to all members of a group, nor beyond the quota. */
  async function whyNoPush(item: OutboxItem): Promise<DeliveryResult | undefined> {
    if (readPayload(item.payload).preparing || item.replyTo.leave !== undefined)
      return { status: 'dropped', reason: 'line-too-late' }
    const conversation = await findConversation(store.database, item.conversationId)
    if (conversation?.reachable === false) return { status: 'failed', reason: 'line-blocked' }
    if (await isFlooded(item)) return hold(holdReasons.flood)
    return (await quota.mayPush()) ? undefined : hold()
  }

  /** The user alone knows: they are asked in other words, and a tap brings the answer. */
  async function askUser(item: OutboxItem, carried: string[] = []): Promise<DeliveryResult> {
    const { preparing, again, messageId, replies } = readPayload(item.payload)
    // 「準備中」 itself is not asked about.
    if (preparing || again) return { status: 'sent' }
    logger.warn({ delivery: item.id, tries: item.attempts + 1 }, 'nobody can tell whether a LINE message arrived')
    const { state } = (await findConversation(store.database, item.conversationId)) ?? {}
    const { maybeLost, fetchAnswer } = noticesFor(state)
    const text = maybeLost(shortenGraphemes(replies[0]?.text ?? '', BEGINNING))
    const reply = { text, citations: [], suggestions: [fetchAnswer] }
    const notice = writePayload({ replies: [reply], sender: 'system', again: item.id, messageId })
    return { status: 'held', reason: UNCERTAIN, until: UNTIL_RELEASED, notice, carried }
  }

  /** Whether the user's many questions would use up the month for everybody else; words of staff are never stopped. */
  async function isFlooded(item: OutboxItem): Promise<boolean> {
    if (readPayload(item.payload).sender !== 'bot') return false
    const rows = await store.database
      .selectFrom('outbox')
      .select('id')
      .where('conversation_id', '=', item.conversationId)
      .where('status', '=', 'sent')
      .where('plan', '=', JSON.stringify({ way: 'push' }))
      .where('finished_at', '>', clock.now() - 3_600_000)
      .limit(PUSHES_AN_HOUR)
      .execute()
    return rows.length === PUSHES_AN_HOUR
  }

  const hold = (reason: string = holdReasons.quota): DeliveryResult => ({
    status: 'held',
    reason,
    until: UNTIL_RELEASED,
  })

  /** The same once more in words alone: what LINE refuses spends neither token nor key, and would be refused again. */
  async function inWords(send: Send, way: 'reply' | 'push', outcome: SendOutcome): Promise<DeliveryResult> {
    const { item, known } = send
    const result = refused(item, way, outcome)
    if (known.has('plain')) return result
    await writeNote(store, item, new Set([...known, 'plain']))
    return { status: 'retry', reason: 'line-body', afterMs: 0 }
  }

  function refused(item: OutboxItem, way: 'reply' | 'push', outcome: SendOutcome): DeliveryResult {
    const status = outcome.kind === 'refused' ? outcome.status : 0
    logger.error({ delivery: item.id, way, status }, 'LINE refused a message')
    return { status: 'failed', reason: `line-${way}-${status}` }
  }

  return { plan: planDelivery, deliver }
}

const lookOf = (known: DeliveryNote): Look => (known.has('plain') ? 'plain' : 'whole')

/** The dispatcher's own backoff, unless LINE has named a time. */
function again(outcome: SendOutcome): DeliveryResult {
  const reason = 'reason' in outcome ? outcome.reason : outcome.kind
  const afterMs = outcome.kind === 'unsent' ? outcome.afterMs : undefined
  return { status: 'retry', reason, ...(afterMs !== undefined && { afterMs }) }
}
