import { findConversation } from '../storage/conversations.ts'
import { AppError } from '../storage/ground/errors.ts'
import { isWithdrawn } from '../storage/references.ts'
import type { EventKind, LeasedEvent } from '../storage/types.ts'
import { answerAsBot, explainTextOnly } from './reception/bot-answers.ts'
import { userJoined, userLeft } from './reception/comings-and-goings.ts'
import { ControlMoved, type ReceptionContext } from './reception/context.ts'
import { isOneTooMany, keepUnanswered } from './reception/crowded.ts'
import { handOverDeadEvent } from './reception/dead-event.ts'
import { answerErasure, erasureWish } from './reception/erase-data.ts'
import { answerPersonWish, linkByNonce, personWish } from './reception/same-person.ts'
import { passOver, takeBack, takeEdit } from './reception/taken-back.ts'
import { answerStaleTap, declineInvitation, fetchHeld } from './reception/taps.ts'
import { unsupportedKind } from './reception/user-words.ts'
import { answerWish, wishOf } from './reception/while-bot-holds.ts'
import { receiveForStaff } from './reception/while-staff-hold.ts'
import { hearSurveyAnswer, surveyAnswer } from './survey/hear-answer.ts'

export interface Reception {
  /** Handles one event of a lane whole, in one transaction at its end; a throw means that it is to be tried again. */
  handle(leased: LeasedEvent, signal: AbortSignal): Promise<void>
  /** Called once the tries of an event are used up. */
  onDead(leased: LeasedEvent): Promise<void>
}

/** What is no message. */
const otherKinds: Partial<Record<EventKind, (context: ReceptionContext, leased: LeasedEvent) => Promise<void>>> = {
  joined: userJoined,
  left: userLeft,
  withdrawn: takeBack,
  edited: takeEdit,
  fetch: fetchHeld,
  invited: declineInvitation,
  linked: linkByNonce,
}

/** Times a message is routed anew because the conversation changed hands between reading and writing. */
const ROUTINGS = 5

/** The reception desk: asks who holds the conversation, and brings each event to the bot or to staff. */
export function createReception(context: ReceptionContext): Reception {
  const route = async (leased: LeasedEvent, signal: AbortSignal): Promise<void> => {
    const { event } = leased
    const other = otherKinds[event.kind]
    if (other) return other(context, leased)
    const taken = event.facts?.messageId
    if (taken !== undefined && (await isWithdrawn(context.store.database, leased.conversation.id, taken))) {
      return passOver(context, leased)
    }
    if (event.facts?.stale) return answerStaleTap(context, leased)
    const erasure = erasureWish(event)
    if (erasure) return answerErasure(context, leased, erasure)
    const wish = personWish(event)
    if (wish) return answerPersonWish(context, leased, wish)
    const conversation = await findConversation(context.store.database, leased.conversation.id)
    if (conversation === undefined) throw new AppError('internal', `no conversation ${leased.conversation.id}`)
    if (conversation.control === 'HUMAN') return receiveForStaff(context, leased)
    if (await isOneTooMany(context, leased, conversation)) return keepUnanswered(context, leased)
    if (unsupportedKind(event) !== undefined) return explainTextOnly(context, leased)
    const answer = await surveyAnswer(context.store.database, leased, context.clock.now())
    if (answer !== undefined) return hearSurveyAnswer(context, leased, answer)
    const asked = await wishOf(context, leased)
    if (asked !== undefined) return answerWish(context, leased, asked)
    return answerAsBot(context, leased, conversation, signal)
  }
  return {
    async handle(leased, signal) {
      for (let routing = 1; routing <= ROUTINGS; routing += 1) {
        try {
          return await route(leased, signal)
        } catch (thrown) {
          if (!(thrown instanceof ControlMoved)) throw thrown
        }
      }
      throw new AppError('unavailable', `conversation ${leased.conversation.id} keeps changing hands`)
    },
    onDead: (leased) => handOverDeadEvent(context, leased),
  }
}
