import { insertAlerts } from '../../storage/alerts.ts'
import type { CaseRow } from '../../storage/cases.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { readSetting } from '../settings/desk-settings.ts'

export const alertKinds = [
  'crisis',
  'waiting',
  'nobody-there',
  'line-quota-80',
  'line-quota-90',
  'line-quota-100',
  'test',
] as const
export type AlertKind = (typeof alertKinds)[number]

/**
 * Tells staff outside of the desk by each channel that is set up; of a case once a kind as long as it stands where it
 * does: one that comes back into the queue, or is taken up again, is told anew. Written in the transaction that decided
 * it and sent after its commit. Returns how many alerts are new.
 */
export async function raiseAlert(
  unit: UnitOfWork,
  kind: AlertKind,
  about: Pick<CaseRow, 'id' | 'state_since'> | null,
  at: number,
): Promise<number> {
  const { mail, webhook } = await readSetting(unit, 'notifications')
  const channels = [...(mail === null ? [] : ['mail']), ...(webhook === null ? [] : ['webhook'])]
  const { id: caseId, state_since: since } = about ?? { id: null, state_since: 0 }
  return insertAlerts(unit, { kind, caseId, since, channels, at })
}
