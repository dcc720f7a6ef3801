import { allDeskStaff, type DeskStaff, findDeskStaff } from '../../storage/desk-staff.ts'
import type { Queryable } from '../../storage/schema.ts'
import { readSetting } from '../settings/desk-settings.ts'

export const presences = ['online', 'away', 'offline'] as const
export type Presence = (typeof presences)[number]

/** A page calls every twenty seconds: after this long without a sign it is gone (a reload takes no longer). */
export const GONE_MS = 60_000
/** Typing is shown for as long as this after the last key. */
export const TYPING_MS = 8_000

/**
 * How a member of staff is seen: as they said themselves, away after ten minutes without a hand on the page, offline
 * once the page is gone.
 */
export function presenceOf(staff: DeskStaff, now: number, awayMinutes: number): Presence {
  if (now - staff.seenAt > GONE_MS || staff.status === 'offline') return 'offline'
  if (staff.status === 'away' || now - staff.activeAt > awayMinutes * 60_000) return 'away'
  return 'online'
}

/** Whether a person takes cases now. */
export async function isPresent(database: Queryable, login: string, now: number): Promise<boolean> {
  const staff = await findDeskStaff(database, login)
  if (staff === undefined) return false
  const { awayMinutes } = await readSetting(database, 'limits')
  return presenceOf(staff, now, awayMinutes) === 'online'
}

/** Everyone who takes cases now, in the order of joining; auditors never do. */
export async function presentStaff(database: Queryable, now: number): Promise<DeskStaff[]> {
  const { awayMinutes } = await readSetting(database, 'limits')
  const staff = await allDeskStaff(database)
  return staff.filter((person) => person.role !== 'auditor' && presenceOf(person, now, awayMinutes) === 'online')
}
