/** Date arithmetic in Asia/Tokyo, which has had no daylight saving time since 1951: UTC+9, always. */
const OFFSET_MS = 9 * 3_600_000

export interface JapanDate {
  year: number
  /** 1 to 12 */
  month: number
  day: number
  hour: number
  minute: number
  /** 0 = Sunday */
  weekday: number
}

/** The wall clock in Japan at `instant` (milliseconds since the epoch). */
export function japanDate(instant: number): JapanDate {
  const shifted = new Date(instant + OFFSET_MS)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    weekday: shifted.getUTCDay(),
  }
}

/** `YYYY-MM-DD` of a day of the calendar. */
export const dayText = (year: number, month: number, day: number): string =>
  [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')

/** `YYYY-MM-DD` in Japan at `instant`. */
export const japanDay = (instant: number): string => japanMinute(instant).slice(0, 10)

/** `YYYY-MM-DDThh:mm` on the clock in Japan at `instant`, its seconds dropped. */
export const japanMinute = (instant: number): string => new Date(instant + OFFSET_MS).toISOString().slice(0, 16)

/** `YYYY-MM` in Japan at `instant`. */
export const japanMonth = (instant: number): string => japanDay(instant).slice(0, 7)

/**
 * Reads `2026-04-17` or `2026-04-17T17:00+09:00` as an instant. A bare day is its first moment, or its last one
 * (23:59:59.999) with `endOfDay`. Returns undefined for anything else.
 */
export function japanInstant(text: string, endOfDay = false): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?\+09:00)?$/.exec(text)
  if (!match?.[1]) return undefined
  const time = match[2] ? `${match[2]}:00.000` : endOfDay ? '23:59:59.999' : '00:00:00.000'
  const instant = Date.parse(`${match[1]}T${time}+09:00`)
  if (Number.isNaN(instant) || japanDay(instant) !== match[1]) return undefined
  return instant
}

/** Whole days from `from` to `to` counted by the calendar in Japan: 0 on the same day, negative when past. */
export function daysBetween(from: number, to: number): number {
  const startOfDay = (instant: number) => Math.floor((instant + OFFSET_MS) / 86_400_000)
  return startOfDay(to) - startOfDay(from)
}

/** `2026年4月17日`, with `17:00` behind it when the text carries a time. */
export function japaneseDateText(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(text)
  if (!match) return text
  const day = `${Number(match[1])}年${Number(match[2])}月${Number(match[3])}日`
  return match[4] ? `${day}${match[4]}` : day
}
