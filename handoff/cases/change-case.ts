import type { Updateable } from 'kysely'
import { appendCaseEvent } from '../../storage/case-events.ts'
import { type CaseRow, updateCase } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { CasesTable, UnitOfWork } from '../../storage/schema.ts'
import { stateNames } from '../texts.ts'
import { type CaseAction, nextState, readState } from './transitions.ts'

export interface CaseChange {
  action: CaseAction
  /** Login of a member of staff, `user`, `bot` or `system`. */
  actor: string
  at: number
  reason?: string | undefined
  changes?: Omit<Updateable<CasesTable>, 'id' | 'version' | 'state'>
}

const eventTypes: Record<CaseAction, string> = {
  claim: 'claimed',
  reply: 'message',
  release: 'released',
  'transfer-to-person': 'transferred',
  'transfer-to-team': 'transferred',
  resolve: 'resolved',
  'user-ends': 'ended',
  leave: 'left',
  'return-to-queue': 'returned',
  'return-to-owner': 'returned',
}

/**
 * The only way a case changes: looks the action up in the table of transitions, writes state and version by
 * compare-and-set, and adds the entry of the journal. The caller holds the conversation's lock. Throws `conflict`
 * where the action is not legal in the present state or the row moved since it was read.
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
  const changes = { ...change.changes, state: to }
  if (!(await updateCase(unit, row, changes))) throw new AppError('conflict', `case ${row.id} moved`)
  const after = { ...row, ...changes, version: row.version + 1 } as CaseRow
  const event = {
    case_id: row.id,
    conversation_id: row.conversation_id,
    type: eventTypes[change.action],
    from_state: from,
    to_state: to,
    actor: change.actor,
    reason: change.reason ?? null,
    at: change.at,
  }
  await appendCaseEvent(unit, event, { before: row, after })
  return after
}

/** An entry of the journal that leaves the state as it is: words of the user, a note, a dead letter. */
export async function recordEvent(
  unit: UnitOfWork,
  row: CaseRow,
  entry: { type: string; actor: string; at: number; reason?: string },
): Promise<void> {
  await appendCaseEvent(unit, {
    case_id: row.id,
    conversation_id: row.conversation_id,
    type: entry.type,
    from_state: row.state,
    to_state: row.state,
    actor: entry.actor,
    reason: entry.reason ?? null,
    at: entry.at,
  })
}
