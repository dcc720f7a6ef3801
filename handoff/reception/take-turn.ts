import type { TurnResult } from '../../bot/consultant.ts'
import { withinDeadline } from '../../storage/deadline.ts'
import { toAppError } from '../../storage/ground/errors.ts'
import type { Conversation, InboundEvent } from '../../storage/types.ts'
import { noticesFor } from '../foreign-texts.ts'
import { deskTexts } from '../texts.ts'
import type { ReceptionContext } from './context.ts'
import { helpLinesIn } from './cry-for-help.ts'
import { asksForPerson, isCrisis } from './user-wishes.ts'

const noTrail = { intent: 'error', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } }

/** What is said to a cry for help is fixed words and a call to staff: no failure of the consultant's takes them away. */
function signpost(conversation: Conversation): TurnResult {
  return {
    outcome: { outcome: 'handoff', reason: 'crisis' },
    reply: { text: helpLinesIn(conversation.state), citations: [], suggestions: [] },
    effects: [{ type: 'open-case', topic: 'その他', reason: deskTexts.crisis, urgent: true }],
    state: conversation.state ?? {},
    trail: noTrail,
  }
}

/** An apology with the offer of staff; who asks for a person in plain words gets one even now. */
function failedTurn(event: InboundEvent, conversation: Conversation, reason: 'timeout' | 'internal'): TurnResult {
  if (isCrisis(event.text)) return signpost(conversation)
  const person = asksForPerson(event.text)
  const notices = noticesFor(conversation.state)
  return {
    outcome: { outcome: 'error', reason },
    reply: {
      text: person ? notices.failedAndQueued : notices.failed,
      citations: [],
      suggestions: person ? [] : [notices.reachStaff],
    },
    effects: person ? [{ type: 'open-case', topic: 'その他', reason: deskTexts.failedReason, urgent: false }] : [],
    state: conversation.state ?? {},
    trail: noTrail,
  }
}

/** Shorter than the deadline of the lane, so that a turn without end still ends with words. */
export const TURN_MS = 15_000

/**
 * One turn of the consultant that always ends with something to say: a throw or a passed deadline becomes an apology.
 * Rejects only when the lane itself was ended (a stop, a lost lease) or the consultant has gone: the event is then taken
 * up again.
 */
export async function takeTurn(
  context: ReceptionContext,
  conversation: Conversation,
  event: InboundEvent,
  signal: AbortSignal,
): Promise<TurnResult> {
  let inner: AbortSignal | undefined
  try {
    return await withinDeadline(
      (deadline) => {
        inner = deadline
        const input = { text: event.text, now: context.clock.now(), state: conversation.state, signal: deadline }
        return context.consultant.turn(input)
      },
      context.turnDeadlineMs ?? TURN_MS,
      [signal],
    )
  } catch (thrown) {
    signal.throwIfAborted()
    if (!inner?.aborted && toAppError(thrown).retryable && !isCrisis(event.text)) throw thrown
    const reason = inner?.aborted ? 'timeout' : 'internal'
    const error = thrown instanceof Error ? thrown.name : typeof thrown
    context.logger.error({ eventId: event.eventId, reason, error }, 'the consultant gave no answer')
    return failedTurn(event, conversation, reason)
  }
}
