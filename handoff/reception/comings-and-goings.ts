import { writePayload } from '../../bot/delivery.ts'
import { type CaseRow, findOpenCase } from '../../storage/cases.ts'
import { setReachable } from '../../storage/conversations.ts'
import { isOvertaken } from '../../storage/inbox.ts'
import { appendMessages } from '../../storage/messages.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { EventKind, LeasedEvent } from '../../storage/types.ts'
import { changeCase } from '../cases/change-case.ts'
import { closeCase } from '../cases/close-case.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { sayAsSystem } from '../cases/say.ts'
import { nextState, readState } from '../cases/transitions.ts'
import { noticesFor } from '../foreign-texts.ts'
import { privacyTexts } from '../privacy-texts.ts'
import { unseenBanner } from './banner.ts'
import { finish, holdConversation, type ReceptionContext } from './context.ts'

/** A parked case goes back to where it was: to whoever held it, or into the queue with its first waiting time. */
export function unpark(unit: UnitOfWork, row: CaseRow, at: number): Promise<CaseRow> {
  const unowned = row.parked_state === 'AFTER_HOURS' ? 'return-after-hours' : 'return-to-queue'
  return changeCase(unit, row, {
    action: row.owner === null ? unowned : 'return-to-owner',
    actor: 'user',
    at,
    changes: { parked_state: null, ...(row.owner === null ? {} : { claimed_at: at, awaiting_since: at }) },
  })
}

/** The user came, or came back after a block: a greeting once, by the bot only where the bot may speak. */
export async function userJoined(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const at = context.clock.now()
  await finish(context, leased, async (unit) => {
    const conversation = await holdConversation(unit, leased.conversation.id)
    if (await isOvertaken(unit, conversation.id, leased.event.occurredAt, ['left'])) return
    if (!conversation.reachable) await setReachable(unit, conversation.id, true)
    const open = await findOpenCase(unit, conversation.id)
    if (open?.state === 'UNREACHABLE') {
      await unpark(unit, open, at)
      const notices = noticesFor(conversation.state)
      await sayAsSystem(unit, context.identifiers, {
        conversationId: conversation.id,
        caseId: open.id,
        text: notices.returned,
        at,
        suggestions: [notices.reachBot],
        replyTo: leased.event.replyTo,
      })
      return
    }
    if (conversation.control === 'HUMAN') return
    const known = await newestMessages(unit, conversation.id, 200)
    if (conversation.reachable && known.some((message) => message.details.greeting === true)) return
    const { isBack } = leased.event.facts ?? {}
    const greeted = known.some((message) => message.details.greeting === true)
    // Who only comes back has read it all before.
    const greeting = context.consultant.greeting()
    const reply = greeted && isBack ? { ...greeting, text: privacyTexts.welcomeBack } : greeting
    const banner = await unseenBanner(unit, conversation)
    const id = context.identifiers.uuid()
    await appendMessages(unit, [
      {
        id,
        conversationId: conversation.id,
        caseId: undefined,
        role: 'bot',
        text: reply.text,
        private: false,
        at,
        details: { greeting: true, eventId: leased.event.eventId },
      },
    ])
    await enqueueDelivery(unit, {
      conversationId: conversation.id,
      payload: writePayload({
        replies: [...(banner ? [{ text: banner, citations: [], suggestions: [] }] : []), reply],
        sender: 'bot',
        messageId: id,
      }),
      replyTo: leased.event.replyTo,
    })
  })
}

/** What only a user who is there can do. */
const signsOfPresence: readonly EventKind[] = ['message', 'action', 'joined', 'fetch', 'linked']

/** The user blocked the bot or left: nothing is sent, an open case is parked. */
export async function userLeft(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  await finish(context, leased, async (unit) => {
    const conversation = await holdConversation(unit, leased.conversation.id)
    if (await isOvertaken(unit, conversation.id, leased.event.occurredAt, signsOfPresence)) return
    await setReachable(unit, conversation.id, false)
    const open = await findOpenCase(unit, conversation.id)
    const to = open && nextState(readState(open.state), 'leave')
    if (open === undefined || to === undefined) return
    const at = context.clock.now()
    if (to === 'UNREACHABLE') {
      await changeCase(unit, open, { action: 'leave', actor: 'user', at, changes: { parked_state: open.state } })
      return
    }
    await closeCase(unit, context.identifiers, open, {
      action: 'leave',
      actor: 'user',
      at,
      endReason: 'user_blocked',
      notice: undefined,
    })
  })
}
