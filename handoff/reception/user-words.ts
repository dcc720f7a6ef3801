import { maskPersonalData } from '../../bot/protect/mask.ts'
import { addAttachment } from '../../storage/attachments.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { InboundEvent, NewMessage } from '../../storage/types.ts'
import { namedLine, unsupportedLine } from '../texts.ts'

/** The kind of a message without words (`image`, `sticker` …), as the door named it. */
export function unsupportedKind(event: InboundEvent): string | undefined {
  const kind = event.replyTo.unsupported
  if (kind === undefined || kind === null || kind === false || kind === '') return undefined
  return typeof kind === 'string' ? kind : 'other'
}

/**
 * The only form in which the words of a user are kept. What was sent instead of words (a place, a file's name) is kept
 * only `forStaff`: while a person holds the conversation.
 */
export function storableText(event: InboundEvent, { forStaff = false } = {}): string {
  const kind = unsupportedKind(event)
  const { shown, attachment } = event.facts ?? {}
  const masked = (text: string) => maskPersonalData(text).text
  if (kind === undefined) return shown === undefined ? masked(event.text) : `［${masked(shown)}］`
  const named = shown ?? attachment?.fileName
  return forStaff && named !== undefined ? namedLine(kind, masked(named)) : unsupportedLine(kind)
}

/** The row of a user's message. `event.replyTo` is kept with words for staff, whose answer may still use it. */
export function userMessage(
  id: string,
  conversationId: string,
  event: InboundEvent,
  text: string,
  caseId: string | undefined,
): NewMessage {
  return {
    id,
    conversationId,
    caseId,
    role: 'user',
    text,
    private: false,
    at: event.occurredAt,
    details: {
      eventId: event.eventId,
      ...(caseId === undefined ? {} : { replyTo: event.replyTo }),
      ...(event.facts?.set === undefined ? {} : { set: event.facts.set }),
      ...(event.facts?.quotedMessageId === undefined ? {} : { quotes: event.facts.quotedMessageId }),
    },
    externalId: event.facts?.messageId,
  }
}

/** A picture or a file is fetched only while a person holds the conversation: nobody else could look at it. */
export async function keepAttachment(
  unit: UnitOfWork,
  conversationId: string,
  messageId: string,
  { door, facts }: InboundEvent,
): Promise<void> {
  if (!facts?.attachment || facts.messageId === undefined) return
  const { attachment, messageId: externalId } = facts
  await addAttachment(unit, { conversationId, messageId, door, externalId, attachment })
}
