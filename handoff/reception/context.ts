import type { Consultant } from '../../bot/consultant.ts'
import { lockConversation } from '../../storage/cases.ts'
import { findConversation, setReachable } from '../../storage/conversations.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Store } from '../../storage/store.ts'
import type { Conversation, DoorName, LeasedEvent } from '../../storage/types.ts'
import { tellFirstContact } from './first-contact.ts'
import type { SecurePage } from './secure-page.ts'

export interface ReceptionContext {
  store: Store
  consultant: Consultant
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  /** Longest turn of the consultant in milliseconds; 15 000 when absent. */
  turnDeadlineMs?: number
  /** Doors where the first contact is told what is kept of it: those without a page beside the chat. */
  firstContactAt?: readonly DoorName[]
  securePage?: SecurePage
  /** The address at which the user links this conversation with the one on our own page. */
  accountLink?: (conversation: Conversation) => Promise<string | undefined>
}

/** Thrown inside a transaction when the conversation changed hands: nothing is written and the event is routed anew. */
export class ControlMoved extends Error {}

/** The conversation as this transaction sees it, locked until its end. */
export async function holdConversation(unit: UnitOfWork, id: string): Promise<Conversation> {
  await lockConversation(unit, id)
  const conversation = await findConversation(unit, id)
  if (conversation === undefined) throw new Error(`no conversation ${id}`)
  return conversation
}

/** The conversation as `holdConversation` gives it, for what the system answers while the bot has the word; whoever writes is reachable. */
export async function holdForBot(unit: UnitOfWork, id: string): Promise<Conversation> {
  const conversation = await holdConversation(unit, id)
  if (conversation.control !== 'BOT') throw new ControlMoved()
  if (!conversation.reachable) await setReachable(unit, id, true)
  return conversation
}

/** Ends the event with `work` in one transaction, then wakes the consoles; what it puts into the outbox wakes the dispatcher. */
export async function finish(
  context: ReceptionContext,
  leased: LeasedEvent,
  work: (unit: UnitOfWork) => Promise<void>,
): Promise<void> {
  const ended = await context.store.completeEvent(leased, async (unit) => {
    await work(unit)
    await tellFirstContact(unit, context.firstContactAt, leased)
  })
  if (ended === 'lost') {
    context.logger.warn({ eventId: leased.event.eventId }, 'lane was taken over: this turn wrote nothing')
    return
  }
  context.store.notify('desk')
}
