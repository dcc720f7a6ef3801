import { leavesOpen, type Outcome } from '../../bot/outcome.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'
import { newestMessages } from '../cases/newest-messages.ts'

const LOOK_BACK = 30

/** Whether an answer was of no use to the user. */
const missed = (outcome: unknown, reason: unknown): boolean =>
  leavesOpen({ outcome: String(outcome), reason: String(reason) }) ||
  (outcome === 'clarification' && reason === 'unclear')

/** What was said since the word last went back to the bot. */
function sinceBoundary(messages: readonly Message[]): readonly Message[] {
  const boundary = messages.findLastIndex((message) => message.details.boundary === true)
  return messages.slice(boundary + 1)
}

/**
 * Whether a person is offered below this answer: the second in a row that was of no use, and only once until an
 * answer succeeds, so that a fault of ours does not ask the same again and again.
 */
export async function shouldOffer(unit: UnitOfWork, conversationId: string, outcome: Outcome): Promise<boolean> {
  if (!missed(outcome.outcome, outcome.reason)) return false
  const said = sinceBoundary(await newestMessages(unit, conversationId, LOOK_BACK))
  const before = said.findLast((message) => message.role === 'bot' && message.details.outcome !== undefined)
  if (before === undefined || !missed(before.details.outcome, before.details.reason)) return false
  return !offeredSinceSuccess(said)
}

/** Whether a person was offered already and no answer has succeeded since. */
export function offeredSinceSuccess(said: readonly Message[]): boolean {
  const success = said.findLastIndex(
    ({ role, details }) => role === 'bot' && details.outcome === 'answered' && !missed(details.outcome, details.reason),
  )
  return said.slice(success + 1).some((message) => message.details.offer === true)
}
