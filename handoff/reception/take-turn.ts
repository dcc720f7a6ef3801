import type { TurnResult } from '../../bot/consultant.ts'
import { maskPersonalData } from '../../bot/protect/mask.ts'
import type { Conversation, InboundEvent } from '../../storage/types.ts'
import { deskTexts, texts, wordsThatReachStaff } from '../texts.ts'
import type { ReceptionContext } from './context.ts'
import { asksForPerson } from './user-wishes.ts'

const noTrail = { intent: 'error', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } }

/** An apology with the offer of staff; who asks for a person in plain words gets one even now. */
function failedTurn(event: InboundEvent, conversation: Conversation, reason: 'timeout' | 'internal'): TurnResult {
  const person = asksForPerson(event.text)
  return {
    outcome: { outcome: 'error', reason },
    reply: {
      text: person ? texts.failedAndQueued : texts.failed,
      citations: [],
      suggestions: person ? [] : [wordsThatReachStaff],
    },
    effects: person ? [{ type: 'open-case', topic: 'その他', reason: deskTexts.failedReason, urgent: false }] : [],
    state: conversation.state ?? {},
    storedText: maskPersonalData(event.text).text,
    trail: noTrail,
  }
}

/** Rejects when the signal ends; the listener goes with the race. */
function untilAborted(signal: AbortSignal, stop: AbortSignal): Promise<'timeout'> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve('timeout')
    signal.addEventListener('abort', () => resolve('timeout'), { once: true, signal: stop })
  })
}

/** One turn of the consultant that always ends with something to say: never a throw, never past the deadline. */
export async function takeTurn(
  context: ReceptionContext,
  conversation: Conversation,
  event: InboundEvent,
  signal: AbortSignal,
): Promise<TurnResult> {
  const done = new AbortController()
  try {
    const turn = context.consultant.turn({
      text: event.text,
      now: context.clock.now(),
      state: conversation.state,
      signal,
    })
    const result = await Promise.race([turn, untilAborted(signal, done.signal)])
    if (result !== 'timeout') return result
    turn.catch(() => undefined)
    context.logger.error({ eventId: event.eventId }, 'consultant exceeded the deadline of its turn')
    return failedTurn(event, conversation, 'timeout')
  } catch (thrown) {
    context.logger.error(
      { eventId: event.eventId, error: thrown instanceof Error ? thrown.name : typeof thrown },
      'consultant failed',
    )
    return failedTurn(event, conversation, signal.aborted ? 'timeout' : 'internal')
  } finally {
    done.abort()
  }
}
