import { deleteFilesOf } from '../../storage/attachments.ts'
import type { CaseRow } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { deleteMessage } from '../../storage/messages.ts'
import { sendAgain, withdrawHeld } from '../../storage/outbox.ts'
import { amendCase, recordEvent } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, unreachable, withCase } from './desk-context.ts'

/** Takes words of staff back while they are held; `conflict` once they are on their way. */
export async function undoMessage(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  messageId: string,
): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    const at = context.store.clock.now()
    const which = { conversationId: row.conversation_id, messageId, heldAfter: at }
    const withdrawn = await withdrawHeld(unit, which)
    if (!withdrawn.includes(messageId)) {
      throw new AppError('conflict', 'already sent', { publicText: 'すでに送信されたため、取り消せません。' })
    }
    await deleteMessage(unit, messageId)
    await deleteFilesOf(unit, messageId)
    const amended = await amendCase(unit, row, { awaiting: 'staff', awaiting_since: at }, at)
    await recordEvent(unit, amended, { type: 'undone', actor: actor.login, at, reason: messageId })
    return amended
  })
}

/** Sends again what never reached the user. */
export async function retryMessage(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  messageId: string,
): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    if (row.state === 'UNREACHABLE') throw unreachable()
    if (!(await sendAgain(unit, row.conversation_id, messageId))) {
      throw new AppError('conflict', 'nothing failed', { publicText: '送り直すものがありません。' })
    }
    await recordEvent(unit, row, {
      type: 'resent',
      actor: actor.login,
      at: context.store.clock.now(),
      reason: messageId,
    })
    return row
  })
}
