import { findOpenCase } from '../../storage/cases.ts'
import { markCrowdTold } from '../../storage/conversations.ts'
import { releaseHeld } from '../../storage/held.ts'
import { countMessages } from '../../storage/inbox.ts'
import { appendMessages } from '../../storage/messages.ts'
import type { Conversation, LeasedEvent } from '../../storage/types.ts'
import { sayAsSystem } from '../cases/say.ts'
import { noticesFor } from '../foreign-texts.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { finish, holdForBot, type ReceptionContext } from './context.ts'
import { isCrisis, reachesStaff, wantsPerson } from './user-wishes.ts'
import { storableText, userMessage } from './user-words.ts'
import { wishOf } from './while-bot-holds.ts'

const MINUTE_MS = 60_000
/** A crowd that goes on is spoken of again after this. */
const TOLD_FOR_MS = 10 * MINUTE_MS

/**
 * Whether so many messages of the user came within the minute up to this one that the bot does not answer it: one user
 * must not spend the model, the pushes and the patience of all. A cry for help, the wish for a person, and the answer to an
 * offer of one are always heard.
 */
export async function isOneTooMany(
  context: ReceptionContext,
  leased: LeasedEvent,
  conversation: Conversation,
): Promise<boolean> {
  const { event } = leased
  const { database } = context.store
  const { messagesAMinute: most } = await readSetting(database, 'limits')
  const came = await countMessages(database, conversation.id, {
    from: event.occurredAt - MINUTE_MS,
    to: event.occurredAt,
    most: most + 1,
  })
  return came > most && !(await mustBeHeard(context, leased, conversation))
}

async function mustBeHeard(
  context: ReceptionContext,
  leased: LeasedEvent,
  conversation: Conversation,
): Promise<boolean> {
  const { text } = leased.event
  if (isCrisis(text)) return true
  const wish = await wishOf(context, leased)
  if (wish === 'accept' || wish === 'decline' || wish === 'withdraw') return true
  if (!wantsPerson(text) && !reachesStaff(text, noticesFor(conversation.state))) return false
  // What waits for the desk to open is kept already, and can be asked for no further.
  return (await findOpenCase(context.store.database, conversation.id))?.state !== 'AFTER_HOURS'
}

/** The words are kept, where staff can read them; that they are not answered one by one is said once. */
export async function keepUnanswered(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const { event } = leased
  const at = context.clock.now()
  await finish(context, leased, async (unit) => {
    const { id, state } = await holdForBot(unit, leased.conversation.id)
    const open = await findOpenCase(unit, id)
    await appendMessages(unit, [userMessage(context.identifiers.uuid(), id, event, storableText(event), open?.id)])
    if (!(await markCrowdTold(unit, id, { at, notSince: at - TOLD_FOR_MS }))) {
      // What waited for a way that costs nothing: the event is one.
      await releaseHeld(unit, id, event.replyTo)
      return
    }
    const { tooMany, reachStaff } = noticesFor(state)
    await sayAsSystem(unit, context.identifiers, {
      conversationId: id,
      caseId: open?.id,
      text: tooMany,
      at,
      suggestions: [reachStaff],
      replyTo: event.replyTo,
    })
  })
}
