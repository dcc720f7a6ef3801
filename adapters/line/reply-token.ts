import { z } from 'zod'
import type { JsonObject } from '../../storage/ground/json.ts'

/** LINE's documented life of a reply token, from the receipt of the webhook. */
export const TOKEN_LIFE_MS = 60_000
/** A first try starts earlier than that, so that a repeat still meets a token that is alive or used, never aged. */
const FIRST_TRY_MS = 50_000
/** A redelivered event brings a usable token only this long after the event itself. */
const EVENT_LIFE_MS = 20 * 60_000

const replyToSchema = z.object({
  replyToken: z.string().min(1),
  /** Our clock when the webhook came in. */
  receivedAt: z.number(),
  /** LINE's time of the event. */
  occurredAt: z.number().optional(),
})

export type ReplyToken = z.infer<typeof replyToSchema>

/** What `replyTo` of an outbox row says about a reply token, if there is one. */
export function readReplyToken(replyTo: JsonObject): ReplyToken | undefined {
  const result = replyToSchema.safeParse(replyTo)
  return result.success ? result.data : undefined
}

/** Whether a first try at `now` may use the token. */
export function tokenIsFresh(token: ReplyToken, now: number): boolean {
  return now - token.receivedAt < FIRST_TRY_MS && now - (token.occurredAt ?? token.receivedAt) < EVENT_LIFE_MS
}
