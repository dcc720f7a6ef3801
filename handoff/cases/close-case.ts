import type { CaseRow } from '../../storage/cases.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { surveyAfterCase } from '../survey/ask-survey.ts'
import { wordsThatReachStaff } from '../texts.ts'
import { changeCase } from './change-case.ts'
import { noticesOf } from './notices-of.ts'
import { sayAsSystem } from './say.ts'
import { type CaseAction, closedStates, controlOf, type EndReason, nextState, readState } from './transitions.ts'

export interface Closing {
  action: Extract<CaseAction, 'resolve' | 'end' | 'user-ends' | 'expire' | 'leave'>
  actor: string
  at: number
  endReason: EndReason
  label?: string | undefined
  /** What staff write down of the case. */
  outcome?: string | undefined
  knowledgeGap?: boolean | undefined
  /** What the user is told where the bot gets the word back; undefined where nobody can be reached. */
  notice: string | undefined
  replyTo?: JsonObject
}

/**
 * Ends a talk or a case. Where people had the word it goes back to the bot: with a new epoch, the consultant's state
 * cleared, and a boundary in the thread, so that nothing said to a person is taken up again as the bot's own context.
 * A talk between two people is followed by the survey.
 */
export async function closeCase(
  unit: UnitOfWork,
  identifiers: Identifiers,
  row: CaseRow,
  closing: Closing,
): Promise<CaseRow> {
  const { actor, at, endReason } = closing
  const from = readState(row.state)
  const to = nextState(from, closing.action)
  const isClosed = to !== undefined && closedStates.includes(to)
  const { reachStaff } = await noticesOf(unit, row.conversation_id)
  const closed = await changeCase(unit, row, {
    action: closing.action,
    actor,
    at,
    reason: endReason,
    changes: {
      closed_at: isClosed ? at : null,
      end_reason: from === 'WRAP_UP' ? (row.end_reason ?? endReason) : endReason,
      label: closing.label ?? row.label,
      outcome: closing.outcome ?? row.outcome,
      knowledge_gap: closing.knowledgeGap === undefined ? row.knowledge_gap : Number(closing.knowledgeGap),
      transfer_from: null,
      awaiting: null,
      awaiting_since: null,
    },
  })
  const wordGoesBack = controlOf[from] === 'HUMAN' && to !== undefined && controlOf[to] === 'BOT'
  if (closing.notice !== undefined && (wordGoesBack || actor === 'user')) {
    const survey = wordGoesBack ? await surveyAfterCase(unit, identifiers, row, closing) : undefined
    await sayAsSystem(unit, identifiers, {
      conversationId: row.conversation_id,
      caseId: row.id,
      text: closing.notice,
      at,
      suggestions: [reachStaff],
      ...(closing.replyTo === undefined ? {} : { replyTo: closing.replyTo }),
      details: wordGoesBack ? { boundary: true } : {},
      followedBy: survey && {
        ...survey,
        suggestions: survey.suggestions.map((words) => (words === wordsThatReachStaff ? reachStaff : words)),
      },
    })
  }
  return closed
}
