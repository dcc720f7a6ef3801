import { z } from 'zod'
import type { JsonObject } from '../storage/ground/json.ts'
import type { Reply } from './outcome.ts'

/** What one outbox row says; written by reception and the desk, read by the doors. */
export interface DeliveryPayload {
  /** At most five: one send of LINE. */
  replies: Reply[]
  sender: 'bot' | 'staff' | 'system'
  /** Shown beside the words of staff: a role, not a person. */
  senderName?: string
  /** Says only that the answer is on its way; a door that can do so adds a button that fetches it. */
  preparing?: boolean
  /** Says that an answer may have been lost, by the id of its row; the button brings it once more. */
  again?: string
  /** The stored message that these words belong to. */
  messageId: string
}

const cardSchema = z.object({
  recordId: z.string(),
  position: z.number().optional(),
  title: z.string(),
  badge: z.string(),
  badgeTone: z.enum(['open', 'closed', 'neutral']),
  rows: z.array(z.object({ label: z.string(), value: z.string(), strong: z.literal(true).optional() })),
})

const replySchema = z.object({
  text: z.string(),
  citations: z.array(
    z.object({ id: z.string(), title: z.string(), url: z.string().optional(), date: z.string().optional() }),
  ),
  suggestions: z.array(z.string()),
  card: cardSchema.optional(),
  list: z.object({ before: z.string(), cards: z.array(cardSchema), after: z.string() }).optional(),
})

const payloadSchema = z.object({
  replies: z.array(replySchema).min(1).max(5),
  sender: z.enum(['bot', 'staff', 'system']),
  senderName: z.string().optional(),
  preparing: z.boolean().optional(),
  again: z.string().optional(),
  messageId: z.string(),
})

/** To the form the outbox keeps. */
export const writePayload = (payload: DeliveryPayload): JsonObject => JSON.parse(JSON.stringify(payload))

/** From the outbox; throws when a row is not of this shape. */
export const readPayload = (stored: JsonObject): DeliveryPayload => payloadSchema.parse(stored) as DeliveryPayload
