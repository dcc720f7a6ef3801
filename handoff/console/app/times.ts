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

export interface Waiting {
  /** Says in words what the colour shows: 「待ち 18分・至急」. */
  text: string
  tone: 'calm' | 'long' | 'late'
}

/** Minutes after which waiting is long, and too long. */
const LONG = 5
const LATE = 15

const span = (minutes: number): string => {
  if (minutes < 60) return `${minutes}分`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}時間${minutes % 60 === 0 ? '' : `${minutes % 60}分`}`
  return `${Math.floor(minutes / 1440)}日`
}

/** How long the user has been waiting for a person; undefined while it is the user's turn, or the case is closed. */
export function waitingOf(summary: CaseSummary, now: number): Waiting | undefined {
  if (summary.closedAt !== null || summary.state === 'UNREACHABLE') return undefined
  const since =
    summary.firstReplyAt === null ? summary.waitingSince : summary.lastRole === 'user' ? summary.lastUserAt : null
  if (since === null) return undefined
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  const tone = minutes >= LATE ? 'late' : minutes >= LONG ? 'long' : 'calm'
  const word = { calm: '', long: '・長め', late: '・至急' }[tone]
  return { text: `待ち ${span(minutes)}${word}`, tone }
}
