import { deleteFilesOf } from '../../storage/attachments.ts'
import type { CaseRow } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { deleteMessage, findMessage } from '../../storage/messages.ts'
import { sendAgain, withdrawHeld } from '../../storage/outbox.ts'
import { asBeforeWords } from './before-words.ts'
import { recordEvent } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, unreachable, withCase } from './desk-context.ts'
import { closedStates, heldStates, readState } from './transitions.ts'

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
    const message = await findMessage(unit, messageId)
    if (message === undefined) throw new AppError('internal', `no message ${messageId} for its delivery`)
    await deleteMessage(unit, messageId)
    await deleteFilesOf(unit, messageId)
    return asBeforeWords(unit, row, message, { actor: actor.login, at })
  })
}

/** Refuses where staff do not have the word: after the end it would come out of nowhere, before the claim over the bot. */
function requireTalk(row: CaseRow): void {
  const state = readState(row.state)
  if (state === 'UNREACHABLE') throw unreachable()
  if (heldStates.includes(state)) return
  const isOver = closedStates.includes(state) || state === 'WRAP_UP'
  throw new AppError('conflict', `nothing is sent again in ${state}`, {
    publicText: isOver
      ? 'この相談は終わっているため、送り直せません。続きを伝えるときは、再開してから書いてください。'
      : '担当していない相談では送り直せません。担当してから、もう一度お試しください。',
    details: { state },
  })
}

/** Sends again words of staff that never reached the user, while somebody holds the case. */
export async function retryMessage(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  messageId: string,
): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    requireTalk(row)
    const isWordsOfStaff = (await findMessage(unit, messageId))?.role === 'staff'
    if (!isWordsOfStaff || !(await sendAgain(unit, row.conversation_id, messageId))) {
      throw new AppError('conflict', 'nothing failed', { publicText: '送り直すものがありません。' })
    }
    await recordEvent(unit, row, {
      type: 'resent',
      actor: actor.login,
      at: context.store.clock.now(),
      messageId,
    })
    return row
  })
}
