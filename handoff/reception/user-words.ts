import { maskPersonalData } from '../../bot/protect/mask.ts'
import type { InboundEvent, NewMessage } from '../../storage/types.ts'
import { unsupportedLine } from '../texts.ts'

/** The kind of a message without words (`image`, `sticker` …), as the door named it. */
export function unsupportedKind(event: InboundEvent): string | undefined {
  const kind = event.replyTo.unsupported
  if (kind === undefined || kind === null || kind === false || kind === '') return undefined
  return typeof kind === 'string' ? kind : 'other'
}

/** The only form in which the words of a user are kept. */
export function storableText(event: InboundEvent): string {
  const kind = unsupportedKind(event)
  return kind === undefined ? maskPersonalData(event.text).text : unsupportedLine(kind)
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
    details: { eventId: event.eventId, ...(caseId === undefined ? {} : { replyTo: event.replyTo }) },
  }
}
