import type { CaseRow } from '../../storage/cases.ts'
import { saveConversationState, setControl } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { wordsThatReachStaff } from '../texts.ts'
import { changeCase } from './change-case.ts'
import { sayAsSystem } from './say.ts'
import type { EndReason } from './transitions.ts'

export interface Closing {
  action: 'resolve' | 'user-ends'
  actor: string
  at: number
  endReason: EndReason
  label?: string | undefined
  /** What the user is told; undefined where nobody can be reached. */
  notice: string | undefined
  replyTo?: JsonObject
}

/**
 * Ends a case and gives the conversation back to the bot: control BOT with a new epoch, the consultant's state
 * cleared, and a boundary in the thread, so that nothing said to a person is taken up again as the bot's own context.
 */
export async function closeCase(
  unit: UnitOfWork,
  identifiers: Identifiers,
  row: CaseRow,
  closing: Closing,
): Promise<CaseRow> {
  const closed = await changeCase(unit, row, {
    action: closing.action,
    actor: closing.actor,
    at: closing.at,
    reason: closing.endReason,
    changes: { closed_at: closing.at, end_reason: closing.endReason, label: closing.label ?? row.label },
  })
  const epoch = await setControl(unit, { conversationId: row.conversation_id, control: 'BOT' })
  if (epoch === undefined || !(await saveConversationState(unit, row.conversation_id, undefined, epoch))) {
    throw new AppError('conflict', `conversation ${row.conversation_id} moved`)
  }
  if (closing.notice !== undefined) {
    await sayAsSystem(unit, identifiers, {
      conversationId: row.conversation_id,
      caseId: row.id,
      text: closing.notice,
      at: closing.at,
      suggestions: [wordsThatReachStaff],
      ...(closing.replyTo === undefined ? {} : { replyTo: closing.replyTo }),
      details: { boundary: true },
    })
  }
  return closed
}
