import holidayJp from '@holiday-jp/holiday_jp'
import { japanDate, japanDay, japanInstant } from '../../storage/ground/japan-time.ts'
import { type Hours, weekdays } from '../settings/shapes.ts'

/** A stretch of time in which staff take cases; instants in milliseconds, the end not included. */
export interface OpenRange {
  from: number
  to: number
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** A desk that opens on no day of the coming year has no next opening. */
const DAYS_AHEAD = 370

/** The name of the national holiday on a day `YYYY-MM-DD`, from the table of @holiday-jp (the Cabinet Office's days). */
export function holidayName(day: string): string | undefined {
  return (holidayJp.holidays as Readonly<Record<string, { name: string }>>)[day]?.name
}

/** Why the desk is closed all day on `YYYY-MM-DD`; undefined where only its clock counts. */
export function closureOf(hours: Hours, day: string): string | undefined {
  const closure = hours.closures.find(({ from, to }) => from <= day && day <= to)
  if (closure !== undefined) return closure.label
  return hours.holidays ? holidayName(day) : undefined
}

const clockMs = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (hour * 60 + minute) * MINUTE_MS
}

/** The stretches of one day in Japan, in order. */
function rangesOfDay(hours: Hours, instant: number): OpenRange[] {
  const day = japanDay(instant)
  const start = japanInstant(day)
  const weekday = weekdays[japanDate(instant).weekday]
  if (start === undefined || weekday === undefined || closureOf(hours, day) !== undefined) return []
  return (hours.weekly?.[weekday] ?? [])
    .map(({ open, close }) => ({ from: start + clockMs(open), to: start + clockMs(close) }))
    .sort((one, other) => one.from - other.from)
}

/** The stretches from the day of `instant` on, until the coming year is over. */
function* rangesFrom(hours: Hours, instant: number): Generator<OpenRange> {
  for (let day = 0; day < DAYS_AHEAD; day += 1) yield* rangesOfDay(hours, instant + day * DAY_MS)
}

/** Whether staff take cases at `instant`. A desk without hours is open always. */
export function isOpen(hours: Hours, instant: number): boolean {
  if (hours.weekly === null) return true
  return rangesOfDay(hours, instant).some(({ from, to }) => from <= instant && instant < to)
}

/** The first moment from `instant` on at which the desk is open; undefined where there is none within a year. */
export function nextOpening(hours: Hours, instant: number): number | undefined {
  if (isOpen(hours, instant)) return instant
  for (const { from } of rangesFrom(hours, instant)) if (from > instant) return from
  return undefined
}

/** When the desk closes for the day at hand; undefined where it is closed, or open always. */
export function closesAt(hours: Hours, instant: number): number | undefined {
  if (hours.weekly === null) return undefined
  return rangesOfDay(hours, instant).find(({ from, to }) => from <= instant && instant < to)?.to
}

/**
 * The moment at which `ms` milliseconds of open time have passed since `instant`: nobody is late while the desk is
 * closed. Where it never opens again, `ms` of the calendar.
 */
export function afterOpenTime(hours: Hours, instant: number, ms: number): number {
  if (hours.weekly === null) return instant + ms
  let rest = ms
  for (const range of rangesFrom(hours, instant)) {
    const from = Math.max(range.from, instant)
    if (range.to <= from) continue
    if (range.to - from >= rest) return from + rest
    rest -= range.to - from
  }
  return instant + ms
}

/** The latest moment since which `ms` milliseconds of open time have passed at `instant`: `afterOpenTime`, turned round. */
export function beforeOpenTime(hours: Hours, instant: number, ms: number): number {
  if (hours.weekly === null) return instant - ms
  let rest = ms
  for (let day = 0; day < DAYS_AHEAD; day += 1) {
    for (const range of rangesOfDay(hours, instant - day * DAY_MS).reverse()) {
      const to = Math.min(range.to, instant)
      if (to <= range.from) continue
      if (to - range.from >= rest) return to - rest
      rest -= to - range.from
    }
  }
  return instant - ms
}

/** Milliseconds of open time between two moments. */
export function openTimeBetween(hours: Hours, from: number, to: number): number {
  if (hours.weekly === null) return Math.max(0, to - from)
  let sum = 0
  for (const range of rangesFrom(hours, from)) {
    if (range.from >= to) break
    sum += Math.max(0, Math.min(range.to, to) - Math.max(range.from, from))
  }
  return sum
}
