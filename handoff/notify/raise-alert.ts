import { insertAlerts } from '../../storage/alerts.ts'
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
 * Tells staff outside of the desk, once a kind and case, by each channel that is set up. Written in the transaction
 * that decided it and sent after its commit.
 */
export async function raiseAlert(
  unit: UnitOfWork,
  kind: AlertKind,
  caseId: string | null,
  at: number,
): Promise<number> {
  const { mail, webhook } = await readSetting(unit, 'notifications')
  const channels = [...(mail === null ? [] : ['mail']), ...(webhook === null ? [] : ['webhook'])]
  return insertAlerts(unit, { kind, caseId, channels, at })
}
