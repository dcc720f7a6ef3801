import { findOpenCase } from '../../storage/cases.ts'
import { appendMessages } from '../../storage/messages.ts'
import type { InboundEvent, LeasedEvent } from '../../storage/types.ts'
import { recordEvent } from '../cases/change-case.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { openCase } from '../cases/open-case.ts'
import { sayAsSystem } from '../cases/say.ts'
import { noticesFor } from '../foreign-texts.ts'
import { deskTexts } from '../texts.ts'
import { holdConversation, type ReceptionContext } from './context.ts'
import { tellFirstContact } from './first-contact.ts'
import { withSecurePage } from './secure-page.ts'
import { storableText, userMessage } from './user-words.ts'

/** Masking is the last thing tried: words that break even that are left out. */
function wordsOf(event: InboundEvent): string {
  try {
    return storableText(event)
  } catch {
    return deskTexts.deadMessage
  }
}

/**
 * A message that could not be answered in all its tries: the user gets one apology and a person gets the case. Called
 * again for the same event it does nothing. Comings and goings are only listed as dead letters.
 */
export async function handOverDeadEvent(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const { event } = leased
  context.logger.error(
    { eventId: event.eventId, kind: event.kind, attempt: leased.attempt },
    'event became a dead letter',
  )
  // Everything else has no words that a person could answer.
  if (event.kind !== 'message' && event.kind !== 'action') return
  const at = context.clock.now()
  await context.store.transaction(async (unit) => {
    const conversation = await holdConversation(unit, leased.conversation.id)
    const known = await newestMessages(unit, conversation.id, 200)
    if (known.some((message) => message.role === 'user' && message.details.eventId === event.eventId)) return
    const wasHeld = (await findOpenCase(unit, conversation.id)) !== undefined
    const { row } = await openCase(unit, {
      id: context.identifiers.uuid(),
      conversationId: conversation.id,
      topic: 'その他',
      reason: deskTexts.deadReason,
      urgent: false,
      actor: 'system',
      at,
    })
    await appendMessages(unit, [
      userMessage(context.identifiers.uuid(), conversation.id, event, wordsOf(event), row.id),
    ])
    await recordEvent(unit, row, { type: 'dead-letter', actor: 'system', at, reason: event.eventId })
    if (wasHeld) return
    const notices = noticesFor(conversation.state)
    const notice = { text: notices.failedAndQueued, suggestions: [notices.reachBot] }
    const words = await withSecurePage(unit, context.securePage, conversation, notice)
    await sayAsSystem(unit, context.identifiers, {
      conversationId: conversation.id,
      caseId: row.id,
      ...words,
      at,
      replyTo: event.replyTo,
    })
    await tellFirstContact(unit, context.firstContactAt, leased)
  })
  context.store.notify('outbox')
  context.store.notify('desk')
}
