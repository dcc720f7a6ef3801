import type { CaseRow } from '../../storage/cases.ts'
import { afterOpenTime, beforeOpenTime } from '../hours/hours.ts'
import type { Hours, Limits } from '../settings/shapes.ts'

/** A promise is near for so long before it is due. */
const SOON_MS = 5 * 60_000

/** What the time of a promise is counted by. */
export interface PromiseSettings {
  hours: Hours
  limits: Limits
}

/** Whether the owner of a case lets it rest at this moment. */
export const isResting = (row: Pick<CaseRow, 'snoozed_until'>, now: number): boolean =>
  row.snoozed_until !== null && row.snoozed_until > now

/** The moment from which a clock of the case runs that began at `from`: what has rested begins anew. */
export const afterRest = (row: Pick<CaseRow, 'snoozed_until'>, from: number): number =>
  Math.max(from, row.snoozed_until ?? 0)

/** Since when the user waits for words of a person, in milliseconds; undefined where it is not the staff's turn. */
function waitsSince(row: CaseRow): number | undefined {
  const owed =
    row.state === 'QUEUED' || ((row.state === 'ASSIGNED' || row.state === 'ACTIVE') && row.awaiting !== 'user')
  if (!owed) return undefined
  const since = row.first_reply_at === null ? row.waiting_since : (row.awaiting_since ?? row.waiting_since)
  return afterRest(row, since)
}

/**
 * The moment by which the user should have words of a person: the limit of waiting, in open time, after they began to
 * wait. Undefined where nobody owes them any, and while the case rests.
 */
export function promisedAt(row: CaseRow, settings: PromiseSettings, now: number): number | undefined {
  const since = waitsSince(row)
  if (since === undefined || isResting(row, now)) return undefined
  return afterOpenTime(settings.hours, since, settings.limits.waitMinutes * 60_000)
}

export type PromiseState = 'late' | 'soon' | 'kept'

export const promiseState = (due: number, now: number): PromiseState =>
  due <= now ? 'late' : due - now <= SOON_MS ? 'soon' : 'kept'

/** The same as two moments: who has waited since `late` or longer is late, since `soon` or longer is late soon. */
export function promiseEdges({ hours, limits }: PromiseSettings, now: number): { late: number; soon: number } {
  const limit = limits.waitMinutes * 60_000
  return { late: beforeOpenTime(hours, now, limit), soon: beforeOpenTime(hours, now + SOON_MS, limit) }
}
