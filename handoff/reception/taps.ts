import { AppError } from '../../storage/ground/errors.ts'
import { releaseHeld } from '../../storage/held.ts'
import type { LeasedEvent } from '../../storage/types.ts'
import { sayAsSystem } from '../cases/say.ts'
import { noticesFor } from '../foreign-texts.ts'
import { texts } from '../texts.ts'
import { finish, holdConversation, type ReceptionContext } from './context.ts'

/** Tries after which something on its way is left to arrive by itself. */
const PATIENCE = 4

/** The user asks for what is held: it goes out with the token of the tap. */
export async function fetchHeld(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const { replyTo, facts } = leased.event
  await finish(context, leased, async (unit) => {
    const { id, state } = await holdConversation(unit, leased.conversation.id)
    const found = await releaseHeld(unit, id, replyTo, facts?.again)
    if (found === 'busy' && leased.attempt < PATIENCE) {
      throw new AppError('unavailable', 'the answer is on its way: looked for again')
    }
    if (found !== 'none') return
    const at = context.clock.now()
    await sayAsSystem(unit, context.identifiers, {
      conversationId: id,
      caseId: undefined,
      text: noticesFor(state).alreadySent,
      at,
      replyTo,
    })
  })
}

/** A button that is no longer good, or was never ours: said kindly, and nothing is done. */
export async function answerStaleTap(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  await finish(context, leased, async (unit) => {
    const { id, control, state } = await holdConversation(unit, leased.conversation.id)
    const { staleButton, reachStaff } = noticesFor(state)
    await sayAsSystem(unit, context.identifiers, {
      conversationId: id,
      caseId: undefined,
      text: staleButton,
      at: context.clock.now(),
      suggestions: control === 'BOT' ? [leased.event.text, reachStaff] : [],
      replyTo: leased.event.replyTo,
    })
  })
}

/** Somebody asked us into a group: one line, and the door leaves. */
export async function declineInvitation(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  await finish(context, leased, async (unit) => {
    const { id } = await holdConversation(unit, leased.conversation.id)
    await sayAsSystem(unit, context.identifiers, {
      conversationId: id,
      caseId: undefined,
      text: texts.oneToOne,
      at: context.clock.now(),
      replyTo: leased.event.replyTo,
    })
  })
}
