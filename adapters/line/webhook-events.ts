import { z } from 'zod'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { InboundEvent } from '../../storage/types.ts'
import { readPostback } from './postback-words.ts'

// Only what this door reads: LINE adds types, fields and values without notice, and they must not disturb us.
// https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
const eventSchema = z.object({
  type: z.string(),
  webhookEventId: z.string().min(1).max(200),
  timestamp: z.number().int().nonnegative(),
  mode: z.string().optional(),
  source: z.object({ type: z.literal('user'), userId: z.string().min(1).max(200) }),
  replyToken: z.string().optional(),
  message: z.object({ type: z.string(), text: z.string().optional(), quoteToken: z.string().optional() }).optional(),
  postback: z.object({ data: z.string() }).optional(),
})

type LineEvent = z.infer<typeof eventSchema>

/** The body of a webhook: the events are looked at one by one. */
export const webhookSchema = z.object({ events: z.array(z.unknown()) })

/**
 * One event of LINE in the terms of the house; undefined for what this door does not serve: groups and rooms, standby
 * mode, types it does not know, events without what their type needs. `receivedAt` is in milliseconds since the epoch.
 */
export function readEvent(value: unknown, receivedAt: number): InboundEvent | undefined {
  const parsed = eventSchema.safeParse(value)
  if (!parsed.success || parsed.data.mode === 'standby') return undefined
  const event = parsed.data
  const content = readContent(event)
  if (!content) return undefined
  const quoteToken = event.message?.quoteToken
  return {
    eventId: event.webhookEventId,
    door: 'line',
    conversationKey: event.source.userId,
    occurredAt: event.timestamp,
    kind: content.kind,
    text: content.text,
    replyTo: {
      receivedAt,
      occurredAt: event.timestamp,
      ...(event.replyToken && { replyToken: event.replyToken }),
      ...(quoteToken && { quoteToken }),
      ...content.more,
    },
  }
}

function readContent(event: LineEvent): (Pick<InboundEvent, 'kind' | 'text'> & { more?: JsonObject }) | undefined {
  switch (event.type) {
    case 'message':
      if (!event.message) return undefined
      if (event.message.type === 'text') {
        return event.message.text === undefined ? undefined : { kind: 'message', text: event.message.text }
      }
      return { kind: 'message', text: '', more: { unsupported: event.message.type } }
    case 'postback':
      return event.postback && { kind: 'action', text: readPostback(event.postback.data) }
    case 'follow':
      return { kind: 'joined', text: '' }
    case 'unfollow':
      return { kind: 'left', text: '' }
    default:
      return undefined
  }
}

/** The name of an event's type for the log, and nothing else of it. */
export function eventTypeName(value: unknown): string {
  const parsed = z.object({ type: z.string().max(40) }).safeParse(value)
  return parsed.success ? parsed.data.type : 'unreadable'
}
