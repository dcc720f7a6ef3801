import { z } from 'zod'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { EventFacts, EventKind, InboundEvent } from '../../storage/types.ts'
import { messageSchema, readMessage, wordsOf } from './message-content.ts'
import type { PostbackSeal } from './postback-seal.ts'
import { readPostback } from './postback-words.ts'
import { lineTexts } from './texts.ts'

// Only what this door reads: LINE adds types, fields and values without notice, and they must not disturb us.
// https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
const id = z.string().min(1).max(200)
const eventSchema = z.object({
  type: z.string(),
  webhookEventId: id,
  timestamp: z.number().int().nonnegative(),
  mode: z.string().optional(),
  source: z.discriminatedUnion('type', [
    z.object({ type: z.literal('user'), userId: id }),
    z.object({ type: z.literal('group'), groupId: id }),
    z.object({ type: z.literal('room'), roomId: id }),
  ]),
  replyToken: z.string().optional(),
  message: messageSchema.optional(),
  postback: z.object({ data: z.string(), params: z.record(z.string(), z.unknown()).optional() }).optional(),
  unsend: z.object({ messageId: id }).optional(),
  follow: z.object({ isUnblocked: z.boolean().optional() }).optional(),
  link: z.object({ result: z.string(), nonce: z.string().min(1).max(255) }).optional(),
})

type LineEvent = z.infer<typeof eventSchema>

/** The body of a webhook: the events are looked at one by one. */
export const webhookSchema = z.object({ destination: z.string().optional(), events: z.array(z.unknown()) })

interface Content {
  kind: EventKind
  text: string
  facts?: EventFacts
  /** For the answer, besides the token. */
  more?: JsonObject
}

/**
 * One event of LINE in the terms of the house; undefined for what this door does not serve: what is said in groups and
 * rooms, standby mode, types it does not know, events without what their type needs. `receivedAt` is in milliseconds
 * since the epoch.
 */
export function readEvent(value: unknown, receivedAt: number, seal: PostbackSeal): InboundEvent | undefined {
  const parsed = eventSchema.safeParse(value)
  if (!parsed.success || parsed.data.mode === 'standby') return undefined
  const event = parsed.data
  const content = event.source.type === 'user' ? readContent(event, receivedAt, seal) : readInvitation(event)
  if (!content) return undefined
  return {
    eventId: event.webhookEventId,
    door: 'line',
    conversationKey: keyOf(event.source),
    occurredAt: event.timestamp,
    kind: content.kind,
    text: content.text,
    replyTo: {
      receivedAt,
      occurredAt: event.timestamp,
      ...(event.replyToken && { replyToken: event.replyToken }),
      ...content.more,
    },
    ...(content.facts && { facts: content.facts }),
  }
}

function keyOf(source: LineEvent['source']): string {
  switch (source.type) {
    case 'user':
      return source.userId
    case 'group':
      return source.groupId
    case 'room':
      return source.roomId
  }
}

/** We are asked into a group: one polite line, then we leave. Nothing else that happens there is read. */
function readInvitation(event: LineEvent): Content | undefined {
  if (event.type !== 'join') return undefined
  return { kind: 'invited', text: '', more: { leave: event.source.type } }
}

function readContent(event: LineEvent, receivedAt: number, seal: PostbackSeal): Content | undefined {
  switch (event.type) {
    case 'message':
      return event.message && readMessage(event.message)
    case 'messageEdited': {
      const { message } = event
      return message?.id === undefined || message.text === undefined
        ? undefined
        : {
            kind: 'edited',
            text: wordsOf(message),
            facts: { messageId: message.id },
            more: quoteOf(message.quoteToken),
          }
    }
    case 'unsend':
      return event.unsend && { kind: 'withdrawn', text: '', facts: { messageId: event.unsend.messageId } }
    case 'postback':
      return event.postback && readTap(event, event.postback, receivedAt, seal)
    case 'follow':
      return { kind: 'joined', text: '', facts: { isBack: event.follow?.isUnblocked === true } }
    case 'unfollow':
      return { kind: 'left', text: '' }
    case 'accountLink':
      // Without a nonce where LINE could not link: it is spoken of.
      return (
        event.link && { kind: 'linked', text: '', facts: event.link.result === 'ok' ? { nonce: event.link.nonce } : {} }
      )
    default:
      return undefined
  }
}

const quoteOf = (quoteToken: string | undefined): JsonObject => (quoteToken ? { quoteToken } : {})

function readTap(
  event: LineEvent,
  postback: NonNullable<LineEvent['postback']>,
  receivedAt: number,
  seal: PostbackSeal,
): Content | undefined {
  // The menu below the chat has changed its face: nothing was asked.
  if (postback.params?.newRichMenuAliasId !== undefined) return undefined
  const tap = readPostback(postback.data, seal, keyOf(event.source), receivedAt)
  switch (tap.kind) {
    case 'words':
      return { kind: 'action', text: tap.words }
    case 'fetch':
      return { kind: 'fetch', text: '', ...(tap.again !== undefined && { facts: { again: tap.again } }) }
    case 'stale':
      return { kind: 'action', text: lineTexts.menu, facts: { stale: true } }
  }
}

const redeliverySchema = z.object({ deliveryContext: z.object({ isRedelivery: z.literal(true) }) })

/** Whether LINE says that it delivers the event again, because we did not take it before. */
export const isRedelivery = (value: unknown): boolean => redeliverySchema.safeParse(value).success

const typeSchema = z.object({ type: z.string().max(40) })

/** The name of an event's type for the log, and nothing else of it. */
export function eventTypeName(value: unknown): string {
  const parsed = typeSchema.safeParse(value)
  return parsed.success ? parsed.data.type : 'unreadable'
}
