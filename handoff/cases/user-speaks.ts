import type { CaseRow } from '../../storage/cases.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { amendCase, changeCase, recordEvent } from './change-case.ts'
import { isResting } from './promise.ts'

/** Words of the user in a case: it is the staff's turn from now on, and a case that waited for the user goes on. */
export async function userSpoke(unit: UnitOfWork, row: CaseRow, at: number): Promise<CaseRow> {
  const turn = { awaiting: 'staff', awaiting_since: at }
  if (row.state === 'WAITING_USER') {
    return changeCase(unit, row, { action: 'user-speaks', actor: 'user', at, changes: turn })
  }
  // The oldest unanswered words count; a case that rests is awake from now on.
  const changes = {
    ...(row.awaiting === 'staff' ? {} : turn),
    ...(isResting(row, at) ? { snoozed_until: at } : {}),
  }
  const amended = Object.keys(changes).length === 0 ? row : await amendCase(unit, row, changes, at)
  await recordEvent(unit, amended, { type: 'message', actor: 'user', at })
  return amended
}
