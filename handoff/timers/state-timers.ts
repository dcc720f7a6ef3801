import type { CaseRow } from '../../storage/cases.ts'
import type { DoorName } from '../../storage/types.ts'
import { afterRest, isResting } from '../cases/promise.ts'
import type { CaseState } from '../cases/transitions.ts'
import { afterOpenTime, nextOpening } from '../hours/hours.ts'
import type { Hours, Limits, Notifications } from '../settings/shapes.ts'

export const timerKinds = [
  'offer-expires',
  'wait-limit',
  'queue-alert',
  'opening',
  'transfer-return',
  'push-return',
  'owner-silent',
  'user-silent',
  'snooze-over',
  'reminder',
  'idle-close',
  'wrap-up-limit',
  'unreachable-limit',
] as const
export type TimerKind = (typeof timerKinds)[number]

/** What the desk is set to, as far as moments are counted by it. */
export interface TimerSettings {
  hours: Hours
  limits: Limits
  notifications: Notifications
}

export interface PlannedTimer {
  kind: TimerKind
  dueAt: number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The desk has no next opening: look again in a week, the hours may have been edited. */
const FAR_MS = 7 * DAY_MS

/** Doors whose user sits before the page now; the others keep the thread for the user to come back to. */
const liveDoors: readonly DoorName[] = ['web', 'terminal']

/** The columns of a case by which its moments are counted: where none of them changes, its timers stand. */
export const timedBy = [
  'state_since',
  'opened_at',
  'waiting_since',
  'awaiting',
  'awaiting_since',
  'claimed_at',
  'transfer_from',
  'pushed_at',
  'snoozed_until',
  'wait_told',
] as const satisfies readonly (keyof CaseRow)[]
type TimedCase = Pick<CaseRow, (typeof timedBy)[number]>

type Plan = (row: TimedCase, door: DoorName, settings: TimerSettings, now: number) => PlannedTimer[]

const wait = (kind: TimerKind, from: number, minutes: number): PlannedTimer => ({
  kind,
  dueAt: from + minutes * MINUTE_MS,
})
/** Staff are late only while the desk is open. */
const waitForStaff = (kind: TimerKind, from: number, minutes: number, { hours }: TimerSettings): PlannedTimer => ({
  kind,
  dueAt: afterOpenTime(hours, from, minutes * MINUTE_MS),
})
const forDoor = (door: DoorName, limit: { live: number; lasting: number }): number =>
  liveDoors.includes(door) ? limit.live : limit.lasting

/** Since when the user has waited for words of staff; one who comes back into the queue keeps the place, not the wait. */
export const unansweredSince = (row: Pick<CaseRow, 'awaiting_since' | 'waiting_since'>): number =>
  Math.max(row.awaiting_since ?? 0, row.waiting_since)

/** The owner is looked after in steps: absence is noticed sooner than silence. */
const ownerSilent = (from: number, now: number, settings: TimerSettings): PlannedTimer => {
  const { ownerSilentMinutes, ownerAwayMinutes } = settings.limits
  const silent = waitForStaff('owner-silent', from, ownerSilentMinutes, settings)
  const away = waitForStaff('owner-silent', Math.max(from, now), ownerAwayMinutes, settings)
  const next = silent.dueAt < away.dueAt ? silent : away
  // Who is just writing an answer is looked at again in a minute.
  return { ...next, dueAt: next.dueAt > now ? next.dueAt : now + MINUTE_MS }
}

/** The moments that matter in each state. */
const plans: Record<CaseState, Plan> = {
  OFFERED: (row, _door, { limits }) => [wait('offer-expires', row.state_since, limits.offerMinutes)],
  QUEUED: (row, _door, settings, now) =>
    [
      ...(row.wait_told === 1
        ? []
        : [
            waitForStaff(
              'wait-limit',
              Math.max(row.waiting_since, row.opened_at),
              settings.limits.waitMinutes,
              settings,
            ),
          ]),
      waitForStaff('queue-alert', unansweredSince(row), settings.notifications.waitingMinutes, settings),
    ].map((timer) => ({ ...timer, dueAt: Math.max(timer.dueAt, now) })),
  AFTER_HOURS: (_row, _door, { hours }, now) => [{ kind: 'opening', dueAt: nextOpening(hours, now) ?? now + FAR_MS }],
  ASSIGNED: (row, _door, settings, now) => {
    if (row.pushed_at !== null) {
      const timer = waitForStaff('push-return', row.pushed_at, settings.limits.acceptMinutes, settings)
      // Who is just writing an answer is looked at again in a minute.
      return [{ ...timer, dueAt: timer.dueAt > now ? timer.dueAt : now + MINUTE_MS }]
    }
    const from = row.claimed_at ?? row.state_since
    return row.transfer_from === null
      ? [ownerSilent(from, now, settings)]
      : [waitForStaff('transfer-return', from, settings.limits.transferMinutes, settings)]
  },
  ACTIVE: (row, door, settings, now) => {
    const since = afterRest(row, row.awaiting_since ?? now)
    return row.awaiting === 'staff'
      ? [ownerSilent(since, now, settings)]
      : [wait('user-silent', since, forDoor(door, settings.limits.userSilentMinutes))]
  },
  WAITING_USER: (row, door, { limits }, now) => {
    const since = afterRest(row, row.state_since)
    const reminder = wait('reminder', since, forDoor(door, limits.reminderMinutes))
    return [
      // Its moment is past where words were taken back: who was reminded is not reminded again.
      ...(reminder.dueAt > now ? [reminder] : []),
      wait('idle-close', since, forDoor(door, limits.idleMinutes)),
    ]
  },
  WRAP_UP: (row, _door, { limits }) => [wait('wrap-up-limit', row.state_since, limits.wrapUpMinutes)],
  UNREACHABLE: (row, _door, { limits }) => [
    { kind: 'unreachable-limit', dueAt: row.state_since + limits.unreachableDays * DAY_MS },
  ],
  RESOLVED: () => [],
  CANCELLED: () => [],
}

/** The timers of a case as it stands; they are put in the place of those it had whenever it changes. */
export function timersOf(
  row: TimedCase,
  state: CaseState,
  door: DoorName,
  settings: TimerSettings,
  now: number,
): PlannedTimer[] {
  // While it rests, nothing else happens by itself.
  if (isResting(row, now)) return [{ kind: 'snooze-over', dueAt: row.snoozed_until ?? now }]
  return plans[state](row, door, settings, now)
}
