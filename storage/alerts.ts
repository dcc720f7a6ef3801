import type { AlertsTable, Queryable, UnitOfWork } from './schema.ts'
import { contextOf } from './unit-of-work.ts'

export type AlertRow = AlertsTable

/** Writes an alert for each channel, for a case once a kind from `since` on; sent after the commit. Returns how many are new. */
export async function insertAlerts(
  unit: UnitOfWork,
  alert: { kind: string; caseId: string | null; since: number; channels: readonly string[]; at: number },
): Promise<number> {
  const { identifiers, touched } = contextOf(unit)
  if (alert.caseId !== null) {
    const known = await unit
      .selectFrom('alerts')
      .select('id')
      .where('kind', '=', alert.kind)
      .where('case_id', '=', alert.caseId)
      .where('created_at', '>=', alert.since)
      .limit(1)
      .executeTakeFirst()
    if (known !== undefined) return 0
  }
  for (const channel of alert.channels) {
    await unit
      .insertInto('alerts')
      .values({
        id: identifiers.uuid(),
        kind: alert.kind,
        case_id: alert.caseId,
        channel,
        status: 'pending',
        attempts: 0,
        available_at: alert.at,
        created_at: alert.at,
        finished_at: null,
        last_error: null,
      })
      .execute()
  }
  touched.add('alerts')
  return alert.channels.length
}

export async function hasPendingAlert(database: Queryable, now: number): Promise<boolean> {
  const row = await database
    .selectFrom('alerts')
    .select('id')
    .where('status', '=', 'pending')
    .where('available_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes the next alert until `leaseMs` from now and counts the try. */
export async function leaseAlert(unit: UnitOfWork, now: number, leaseMs: number): Promise<AlertRow | undefined> {
  const next = await unit
    .selectFrom('alerts')
    .selectAll()
    .where('status', '=', 'pending')
    .where('available_at', '<=', now)
    .orderBy('available_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (next === undefined) return undefined
  const result = await unit
    .updateTable('alerts')
    .set({ available_at: now + leaseMs, attempts: next.attempts + 1 })
    .where('id', '=', next.id)
    .where('attempts', '=', next.attempts)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n ? { ...next, attempts: next.attempts + 1 } : undefined
}

/** How a try ended: sent, failed for good, or to be tried again at `again`. */
export async function finishAlert(
  unit: UnitOfWork,
  alert: Pick<AlertRow, 'id' | 'attempts'>,
  end: { status: 'sent' | 'failed' | 'pending'; error: string | null; at: number; again?: number },
): Promise<void> {
  await unit
    .updateTable('alerts')
    .set({
      status: end.status,
      last_error: end.error,
      finished_at: end.status === 'pending' ? null : end.at,
      ...(end.again === undefined ? {} : { available_at: end.again }),
    })
    .where('id', '=', alert.id)
    .where('attempts', '=', alert.attempts)
    .execute()
}

/** The newest alerts, for the settings page. */
export async function recentAlerts(database: Queryable, limit: number): Promise<AlertRow[]> {
  return database.selectFrom('alerts').selectAll().orderBy('created_at', 'desc').orderBy('id').limit(limit).execute()
}
