import type { CaseRow } from '../../storage/cases.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { presentStaff } from '../routing/presence.ts'
import { raiseAlert } from './raise-alert.ts'

/** A case that begins to wait while no adviser is there is told outside of the desk at once. */
export async function alertIfNobodyIsThere(unit: UnitOfWork, row: CaseRow, at: number): Promise<void> {
  if (row.state !== 'QUEUED' || (await presentStaff(unit, at)).length > 0) return
  await raiseAlert(unit, 'nobody-there', row, at)
}
