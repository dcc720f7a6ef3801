import type { CaseRow } from '../../storage/cases.ts'
import { findDeskStaff } from '../../storage/desk-staff.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { afterRest } from '../cases/promise.ts'
import { openTimeBetween } from '../hours/hours.ts'
import { presenceOf } from '../routing/presence.ts'
import type { TimerSettings } from './state-timers.ts'

const MINUTE_MS = 60_000
/** Who is writing is not silent. */
const WRITING_MS = 60_000

/** Whether the owner is writing to this very case. */
export async function ownerIsWriting(unit: UnitOfWork, row: CaseRow, now: number): Promise<boolean> {
  const owner = row.owner === null ? undefined : await findDeskStaff(unit, row.owner)
  return owner !== undefined && owner.viewing === row.id && now - owner.typingAt <= WRITING_MS
}

/**
 * Whether the owner of a case in which the user waits has to be given up: `away` when they are known to have left,
 * `silent` when nothing came for too long although they sit there. Open time counts, not the night.
 */
export async function ownerFailure(
  unit: UnitOfWork,
  row: CaseRow,
  settings: TimerSettings,
  now: number,
): Promise<'away' | 'silent' | undefined> {
  const { hours, limits } = settings
  const began = (row.state === 'ASSIGNED' ? row.claimed_at : row.awaiting_since) ?? row.state_since
  const since = afterRest(row, began)
  const waited = openTimeBetween(hours, since, now)
  const owner = row.owner === null ? undefined : await findDeskStaff(unit, row.owner)
  // A disabled account has no row: its owner will not come back.
  if (owner === undefined) return 'away'
  if (waited >= limits.ownerSilentMinutes * MINUTE_MS && now - owner.typingAt > WRITING_MS) return 'silent'
  // A page that never called says nothing of where its person is.
  if (owner.seenAt === 0) return undefined
  const presence = presenceOf(owner, now, limits.awayMinutes)
  if (presence === 'online') return undefined
  const lastSign = presence === 'away' ? owner.activeAt : owner.seenAt
  const limit = limits.ownerAwayMinutes * MINUTE_MS
  return waited >= limit && now - lastSign >= limit ? 'away' : undefined
}
