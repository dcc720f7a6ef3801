import { type CaseRow, findOpenCase, placeInQueue } from '../../storage/cases.ts'
import { setReachable } from '../../storage/conversations.ts'
import { appendMessages } from '../../storage/messages.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { LeasedEvent } from '../../storage/types.ts'
import { recordEvent } from '../cases/change-case.ts'
import { closeCase } from '../cases/close-case.ts'
import { openCase } from '../cases/open-case.ts'
import { sayAsSystem } from '../cases/say.ts'
import { type Notices, noticesFor } from '../foreign-texts.ts'
import { deskTexts } from '../texts.ts'
import { unpark } from './comings-and-goings.ts'
import { ControlMoved, finish, holdConversation, type ReceptionContext } from './context.ts'
import { asksAboutWaiting, wantsBot } from './user-wishes.ts'
import { storableText, unsupportedKind, userMessage } from './user-words.ts'

/** HUMAN without an open case must not strand anyone: such a conversation gets one. */
async function caseInHand(unit: UnitOfWork, context: ReceptionContext, conversationId: string, at: number) {
  const open = await findOpenCase(unit, conversationId)
  if (open?.state === 'UNREACHABLE') return unpark(unit, open, at)
  if (open !== undefined) return open
  const opened = await openCase(unit, {
    id: context.identifiers.uuid(),
    conversationId,
    topic: 'その他',
    reason: deskTexts.ownerless,
    urgent: false,
    actor: 'system',
    at,
  })
  return opened.row
}

/** Says how the waiting stands, to whoever has not heard from a person yet. */
async function waitingNotice(unit: UnitOfWork, row: CaseRow, notices: Notices): Promise<string | undefined> {
  if (row.first_reply_at !== null && row.owner !== null) return undefined
  return row.owner === null ? notices.place(await placeInQueue(unit, row)) : notices.beingRead
}

/**
 * A message while people hold the conversation: it is stored with the case and shown to staff, and the bot is silent.
 * Only two things are answered, by the system: the user's own way out, and a question about the waiting.
 */
export async function receiveForStaff(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const at = context.clock.now()
  const { event } = leased
  const text = storableText(event)
  const spoken = unsupportedKind(event) === undefined
  await finish(context, leased, async (unit) => {
    const conversation = await holdConversation(unit, leased.conversation.id)
    if (conversation.control !== 'HUMAN') throw new ControlMoved()
    if (!conversation.reachable) await setReachable(unit, conversation.id, true)
    const notices = noticesFor(conversation.state)
    const row = await caseInHand(unit, context, conversation.id, at)
    await appendMessages(unit, [userMessage(context.identifiers.uuid(), conversation.id, event, text, row.id)])
    if (spoken && wantsBot(text)) {
      const talked = row.state === 'ACTIVE'
      await closeCase(unit, context.identifiers, row, {
        action: 'user-ends',
        actor: 'user',
        at,
        endReason: talked ? 'user_ended' : 'cancelled',
        notice: talked ? notices.userEnded : notices.cancelled,
        replyTo: event.replyTo,
      })
      return
    }
    await recordEvent(unit, row, { type: 'message', actor: 'user', at })
    const notice = spoken && asksAboutWaiting(text) ? await waitingNotice(unit, row, notices) : undefined
    if (notice === undefined) return
    await sayAsSystem(unit, context.identifiers, {
      conversationId: conversation.id,
      caseId: row.id,
      text: notice,
      at,
      suggestions: [notices.reachBot],
      replyTo: event.replyTo,
    })
  })
}
