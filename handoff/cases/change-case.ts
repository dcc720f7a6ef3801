import type { Updateable } from 'kysely'
import { appendCaseEvent } from '../../storage/case-events.ts'
import { type CaseRow, updateCase } from '../../storage/cases.ts'
import { saveConversationState, setControl } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { CasesTable, UnitOfWork } from '../../storage/schema.ts'
import { alertIfNobodyIsThere } from '../notify/nobody-there.ts'
import { stateNames } from '../texts.ts'
import { armTimers } from '../timers/arm-timers.ts'
import { timedBy } from '../timers/state-timers.ts'
import { actionEvents, type CaseAction, type CaseState, controlOf, nextState, readState } from './transitions.ts'

export interface CaseChange {
  action: CaseAction
  /** Login of a member of staff, `user`, `bot` or `system`. */
  actor: string
  at: number
  reason?: string | undefined
  /** What the person wrote when asked why; for the audit. */
  typedReason?: string | undefined
  /** The words that it is about, found in the journal by it. */
  messageId?: string | undefined
  changes?: Omit<Updateable<CasesTable>, 'id' | 'version' | 'state'>
}

/**
 * The only way a case changes: looks the action up in the table of transitions, writes state and version by
 * compare-and-set, moves the conversation's control where the new state gives the word to the other side, arms the
 * timers of the new state, tells of a case that waits with nobody there, and adds the entry of the journal. The caller holds the conversation's lock. Throws
 * `conflict` where the action is not legal in the present state or the row moved since it was read.
 */
export async function changeCase(unit: UnitOfWork, row: CaseRow, change: CaseChange): Promise<CaseRow> {
  const from = readState(row.state)
  const to = nextState(from, change.action)
  if (to === undefined) {
    throw new AppError('conflict', `${change.action} is not legal in ${from}`, {
      publicText: `この相談は「${stateNames[from]}」のため、この操作はできません。画面を更新してください。`,
      details: { state: from },
    })
  }
  const changes = {
    ...(from === to ? {} : { state_since: change.at }),
    // Whatever is done with a case ends its rest.
    ...(row.snoozed_until === null ? {} : { snoozed_until: null }),
    // And answers whether its owner takes what was given to them.
    ...(row.pushed_at === null ? {} : { pushed_at: null }),
    ...change.changes,
    state: to,
  }
  if (!(await updateCase(unit, row, changes))) throw new AppError('conflict', `case ${row.id} moved`)
  const changed = { ...row, ...changes, version: row.version + 1 } as CaseRow
  await handControl(unit, changed, from, to)
  await armTimers(unit, changed, change.at)
  // What waited for the desk to open is no news at that moment: the wait itself is told of later.
  if (from !== to && change.action !== 'opening-time') await alertIfNobodyIsThere(unit, changed, change.at)
  const event = {
    case_id: row.id,
    conversation_id: row.conversation_id,
    type: actionEvents[change.action],
    from_state: from,
    to_state: to,
    actor: change.actor,
    reason: change.reason ?? null,
    at: change.at,
    owner: changed.owner,
  }
  const { typedReason, messageId } = change
  await appendCaseEvent(unit, event, { before: row, after: changed, typedReason, messageId })
  return changed
}

/** Control follows the state. The bot that gets the word back begins clean: it keeps nothing of before the people. */
async function handControl(unit: UnitOfWork, row: CaseRow, from: CaseState, to: CaseState): Promise<void> {
  if (controlOf[from] === controlOf[to]) return
  const epoch = await setControl(unit, { conversationId: row.conversation_id, control: controlOf[to] })
  if (epoch === undefined) throw new AppError('internal', `no conversation ${row.conversation_id}`)
  if (controlOf[to] === 'BOT') await saveConversationState(unit, row.conversation_id, undefined, epoch)
}

/** An entry of the journal that leaves the state as it is: words of the user, a note, a dead letter. */
export async function recordEvent(
  unit: UnitOfWork,
  row: CaseRow,
  entry: { type: string; actor: string; at: number; reason?: string; messageId?: string },
): Promise<void> {
  const event = {
    case_id: row.id,
    conversation_id: row.conversation_id,
    type: entry.type,
    from_state: row.state,
    to_state: row.state,
    actor: entry.actor,
    reason: entry.reason ?? null,
    at: entry.at,
    owner: row.owner,
  }
  await appendCaseEvent(unit, event, { messageId: entry.messageId })
}

/**
 * Changes facts of a case that are no state (topic, labels, whose turn it is), by the same compare-and-set. Its timers
 * are armed anew where a moment moves by it: one that has come already does not come again for a label. The caller holds the conversation's lock.
 */
export async function amendCase(
  unit: UnitOfWork,
  row: CaseRow,
  changes: Omit<Updateable<CasesTable>, 'id' | 'version' | 'state'>,
  at: number,
): Promise<CaseRow> {
  if (!(await updateCase(unit, row, changes))) throw new AppError('conflict', `case ${row.id} moved`)
  const changed = { ...row, ...changes, version: row.version + 1 } as CaseRow
  if (timedBy.some((column) => changed[column] !== row[column])) await armTimers(unit, changed, at)
  return changed
}
