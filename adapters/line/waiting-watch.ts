import { sql } from 'kysely'
import { z } from 'zod'
import { writePayload } from '../../bot/delivery.ts'
import { noticesFor } from '../../handoff/foreign-texts.ts'
import { findConversation } from '../../storage/conversations.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { Queryable } from '../../storage/schema.ts'
import type { Store } from '../../storage/store.ts'
import type { LineCalls } from './line-calls.ts'
import { readReplyToken } from './reply-token.ts'

export interface WaitingWatchOptions {
  store: Store
  clock: Clock
  identifiers: Identifiers
  calls: Pick<LineCalls, 'ask'>
}

/** Most answers are there by then, and a sign that is gone at once only flickers. */
const SIGN_AFTER_MS = 1_500
/** LINE takes multiples of five. */
const SIGN_SECONDS = 20
const SIGN_AGAIN_MS = 17_000
/** The token is spent on 「準備中」 from here on; a first try has to begin before it is 50 s old. */
const PREPARE_AFTER_MS = 35_000
const PREPARE_BEFORE_MS = 48_000
/** After a start the turns that waited for it get a chance first. */
const SEEN_FOR_MS = 3_000
const LOOK_AT = 200

interface Waiting {
  inboxId: string
  conversationId: string
  conversationKey: string
  receivedAt: number
  replyTo: JsonObject
}

const payloadSchema = z.object({ replyTo: z.record(z.string(), z.json()) })

/**
 * Looks after those who wait for the bot: shows that something is coming, again and again while it takes long, and
 * spends the token of a slow turn on 「準備中」 before it ages, so that a tap brings the answer free of charge.
 */
export function createWaitingWatch({ store, clock, identifiers, calls }: WaitingWatchOptions): () => Promise<void> {
  const shownAt = new Map<string, number>()
  const seenSince = new Map<string, number>()

  async function showSigns(waiting: readonly Waiting[], now: number): Promise<void> {
    const keys = new Set(waiting.map(({ conversationKey }) => conversationKey))
    forgetAllBut(shownAt, keys)
    const due = [...keys].filter((key) => now - (shownAt.get(key) ?? 0) >= SIGN_AGAIN_MS)
    for (const key of due) shownAt.set(key, now)
    await Promise.allSettled(
      due.map((chatId) =>
        calls.ask('loading', (client) => client.showLoadingAnimation({ chatId, loadingSeconds: SIGN_SECONDS })),
      ),
    )
  }

  async function prepare(waiting: Waiting): Promise<void> {
    const isSpent = await store.transaction(async (unit) => {
      // Locks the row, so that of two processes one speaks; and it must still wait.
      const row = await unit
        .updateTable('inbox')
        .set((column) => ({ status: column.ref('status') }))
        .where('id', '=', waiting.inboxId)
        .where('status', '=', 'pending')
        .returning('id')
        .executeTakeFirst()
      if (!row || (await hasSpoken(unit, waiting))) return false
      const { state } = (await findConversation(unit, waiting.conversationId)) ?? {}
      const { preparing, fetchAnswer } = noticesFor(state)
      const reply = { text: preparing, citations: [], suggestions: [fetchAnswer] }
      await enqueueDelivery(unit, {
        conversationId: waiting.conversationId,
        payload: writePayload({ replies: [reply], sender: 'system', preparing: true, messageId: identifiers.uuid() }),
        replyTo: waiting.replyTo,
      })
      return true
    })
    if (isSpent) store.notify('outbox')
  }

  return async () => {
    const now = clock.now()
    const waiting = await whoWaits(store.database, now)
    await showSigns(waiting, now)
    forgetAllBut(seenSince, new Set(waiting.map(({ inboxId }) => inboxId)))
    for (const one of waiting) {
      const seen = seenSince.get(one.inboxId) ?? now
      seenSince.set(one.inboxId, seen)
      if (now - seen < SEEN_FOR_MS) continue
      const token = readReplyToken(one.replyTo)
      const age = token ? now - token.receivedAt : 0
      if (age >= PREPARE_AFTER_MS && age < PREPARE_BEFORE_MS) await prepare(one)
    }
  }
}

function forgetAllBut(map: Map<string, unknown>, kept: ReadonlySet<string>): void {
  for (const key of map.keys()) if (!kept.has(key)) map.delete(key)
}

/** Messages and taps that the bot has not answered yet, no older than a reply token. */
async function whoWaits(db: Queryable, now: number): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('inbox')
    .innerJoin('conversations', 'conversations.id', 'inbox.conversation_id')
    .select([
      'inbox.id',
      'inbox.conversation_id',
      'conversations.conversation_key',
      'inbox.received_at',
      'inbox.payload',
    ])
    // Literally, so that the index of what waits is used: the inbox itself is never emptied.
    .where('inbox.status', '=', sql.lit('pending'))
    .where('conversations.door', '=', 'line')
    .where('conversations.control', '=', 'BOT')
    .where('inbox.kind', 'in', ['message', 'action', 'fetch'])
    .where('inbox.received_at', '<=', now - SIGN_AFTER_MS)
    .where('inbox.received_at', '>', now - 2 * PREPARE_BEFORE_MS)
    .orderBy('inbox.received_at')
    .limit(LOOK_AT)
    .execute()
  return rows.map((row) => ({
    inboxId: row.id,
    conversationId: row.conversation_id,
    conversationKey: row.conversation_key,
    receivedAt: row.received_at,
    replyTo: payloadSchema.parse(JSON.parse(row.payload)).replyTo as JsonObject,
  }))
}

/** Whether this token has its 「準備中」 already. */
async function hasSpoken(db: Queryable, { conversationId, replyTo }: Waiting): Promise<boolean> {
  const replyToken = readReplyToken(replyTo)?.replyToken
  const rows = await db
    .selectFrom('outbox')
    .select('reply_to')
    .where('conversation_id', '=', conversationId)
    .orderBy('sequence', 'desc')
    .limit(20)
    .execute()
  return rows.some(({ reply_to }) => readReplyToken(JSON.parse(reply_to) as JsonObject)?.replyToken === replyToken)
}
