import type { CaseSummary } from '../../desk/shapes.ts'

const zone = { timeZone: 'Asia/Tokyo' } as const
const clock = new Intl.DateTimeFormat('ja-JP', { ...zone, hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('ja-JP', { ...zone, month: 'long', day: 'numeric', weekday: 'short' })
const dayOf = new Intl.DateTimeFormat('sv-SE', zone)

export const clockText = (iso: string): string => clock.format(new Date(iso))
export const dayText = (iso: string): string => day.format(new Date(iso))
export const sameDay = (one: string, other: string): boolean =>
  dayOf.format(new Date(one)) === dayOf.format(new Date(other))

/** Today the hour, else the day as well. */
export const momentText = (iso: string, now: number): string =>
  sameDay(iso, new Date(now).toISOString()) ? clockText(iso) : `${dayText(iso)} ${clockText(iso)}`

/** `2026-11-26T09:30` on the clock in Japan (UTC+9, always), as a field for a moment takes it. */
export const localMinute = (instant: number): string => new Date(instant + 9 * 3_600_000).toISOString().slice(0, 16)

export interface Waiting {
  /** Says in words what the colour shows: 「待ち 18分・至急」. */
  text: string
  tone: 'calm' | 'long' | 'late'
}

/** Minutes after which waiting is long, and too long. */
const LONG = 5
const LATE = 15

export const span = (minutes: number): string => {
  if (minutes < 60) return `${minutes}分`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}時間${minutes % 60 === 0 ? '' : `${minutes % 60}分`}`
  return `${Math.floor(minutes / 1440)}日`
}

export const minutesSince = (iso: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000))

/** The clock of something that has waited since a moment. */
export function waitingSince(since: string, now: number): Waiting {
  const minutes = minutesSince(since, now)
  const tone = minutes >= LATE ? 'late' : minutes >= LONG ? 'long' : 'calm'
  const word = { calm: '', long: '・長め', late: '・至急' }[tone]
  return { text: `待ち ${span(minutes)}${word}`, tone }
}

const waitsForStaff: readonly CaseSummary['state'][] = ['QUEUED', 'ASSIGNED', 'ACTIVE']

/** How long the user has been waiting for a person; undefined while it is the user's turn, or nobody's. */
export function waitingOf(summary: CaseSummary, now: number): Waiting | undefined {
  if (!waitsForStaff.includes(summary.state) || summary.awaiting === 'user' || summary.snoozedUntil) return undefined
  return waitingSince(
    summary.firstReplyAt === null ? summary.waitingSince : (summary.awaitingSince ?? summary.waitingSince),
    now,
  )
}

/** 「あと3分」, for what happens by itself. */
export const untilText = (iso: string, now: number): string => {
  const minutes = Math.ceil((Date.parse(iso) - now) / 60_000)
  return minutes <= 0 ? 'まもなく' : `あと${span(minutes)}`
}
