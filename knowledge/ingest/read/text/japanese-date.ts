import { japanInstant } from '../../../../storage/ground/japan-time.ts'

/** The year before the first year of each era. */
const eras: Readonly<Record<string, number>> = {
  令和: 2018,
  令: 2018,
  r: 2018,
  平成: 1988,
  平: 1988,
  h: 1988,
  昭和: 1925,
  昭: 1925,
  s: 1925,
}

const separators = String.raw`\s*[-/.年]\s*`
const dateForm = new RegExp(
  String.raw`^(?:西暦)?(?:(?<era>令和|平成|昭和|[令平昭rhs])\s*)?(?:(?<year>\d{1,4}|元)${separators})?(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})\s*日?`,
)
const plainForm = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?!\d)/
const timeForm =
  /^(?:t|\s)*(?<half>午前|午後|am|pm)?\s*(?:(?<hour>\d{1,2})(?:\s*[時:]\s*(?<minute>\d{1,2})?(?<half30>半)?\s*分?)(?::\d{2}(?:\.\d+)?)?(?:\+09:00)?|(?<noon>正午))/
const weekday = /^\s*\((?:[月火水木金土日祝・,]|曜日?)+\)|^\s*[月火水木金土日]曜日?/
/** What may stand behind a date without changing it. */
const tail =
  /^\s*(?:\((?:必着|消印有効|当日消印有効)\)|まで|迄|締切|締め切り|必着|から|より|以降|当日消印有効|消印有効|厳守|頃|予定)*\s*$/

/** Days from 1899-12-30, which Excel counts from; the range is 1995 to 2064. */
const firstSerial = 35_000
const lastSerial = 60_000

const two = (value: number): string => String(value).padStart(2, '0')
const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/[〜~]/g, '～')

export interface DateParts {
  year?: number
  month: number
  day: number
  time?: string
}

function timeOf(text: string): { time?: string; rest: string } | undefined {
  const found = timeForm.exec(text)
  if (!found?.groups) return { rest: text }
  const { groups } = found
  const rest = text.slice(found[0].length)
  if (groups.noon) return { time: '12:00', rest }
  const afternoon = groups.half === '午後' || groups.half === 'pm'
  const written = Number(groups.hour)
  const hour = afternoon && written < 12 ? written + 12 : written
  const minute = groups.half30 ? 30 : Number(groups.minute ?? 0)
  // 24:00 is the end of the day, which a bare day says.
  if (hour === 24 && minute === 0) return { rest }
  if (hour > 23 || minute > 59) return undefined
  return { time: `${two(hour)}:${two(minute)}`, rest }
}

/** The parts of a date at the start of a folded text, and what follows it. */
function partsOf(text: string): { parts: DateParts; rest: string } | undefined {
  const found = plainForm.exec(text) ?? dateForm.exec(text)
  if (!found?.groups) return undefined
  const { era, year: written, month, day } = found.groups
  const number = written === '元' ? 1 : Number(written)
  // 「26/4/17」 could be of any era, or of none.
  if (written !== undefined && era === undefined && number < 1900) return undefined
  if (era !== undefined && written === undefined) return undefined
  const parts: DateParts = { month: Number(month), day: Number(day) }
  if (written !== undefined) parts.year = (era === undefined ? 0 : (eras[era] ?? 0)) + number
  const time = timeOf(text.slice(found[0].length).replace(weekday, ''))
  if (!time) return undefined
  if (time.time !== undefined) parts.time = time.time
  return { parts, rest: time.rest }
}

/** `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm+09:00` with a time; undefined where the day does not exist. */
function momentOf({ year, month, day, time }: DateParts): string | undefined {
  if (year === undefined) return undefined
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  const moment = time === undefined ? date : `${date}T${time}+09:00`
  return japanInstant(moment) === undefined ? undefined : moment
}

function serialDate(text: string): string | undefined {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return undefined
  const serial = Number(text)
  if (serial < firstSerial || serial > lastSerial) return undefined
  return wallMoment((serial - 25_569) * 1440)
}

/** The clock of a sheet, in minutes since 1970 as if it hung in Greenwich: a day in Japan, or a minute where it is not midnight. */
export function wallMoment(minutes: number): string {
  const wall = new Date(Math.round(minutes) * 60_000).toISOString()
  return wall.slice(11, 16) === '00:00' ? wall.slice(0, 10) : `${wall.slice(0, 16)}+09:00`
}

/**
 * Reads one date as tables write it: `2026-04-17`, `2026/4/17 17:00`, 「令和8年4月17日（金）午後5時まで」, `R8.4.17`, a
 * day's number of Excel's. Undefined for anything else, and for a date without a year.
 */
export function readJapaneseDate(text: string): string | undefined {
  const folded = fold(text)
  const serial = serialDate(folded)
  if (serial !== undefined) return serial
  const found = partsOf(folded)
  return found && tail.test(found.rest) ? momentOf(found.parts) : undefined
}

/** A date of the second half takes the year of the first where it names none; an earlier month is of the next year. */
function withYearOf(parts: DateParts, first: DateParts | undefined): DateParts {
  if (parts.year !== undefined || first?.year === undefined) return parts
  const before = parts.month < first.month || (parts.month === first.month && parts.day < first.day)
  return { ...parts, year: before ? first.year + 1 : first.year }
}

/** Reads 「令和8年4月1日～5月29日17時」: both ends, or one where the other is left open. */
export function readJapanesePeriod(text: string): { opens?: string; closes?: string } | undefined {
  const folded = fold(text)
  const [before = '', after = '', ...more] = folded.split(/～|から|より|\s[-–—]\s/)
  if (more.length > 0) return undefined
  const first = partsOf(before.trim())
  const second = partsOf(after.trim())
  if ([first, second].some((end) => end && !tail.test(end.rest))) return undefined
  if (
    (before.trim() !== '' && !first) ||
    (after.trim() !== '' && !/^(?:受付|募集)?(?:開始)?$/.test(after.trim()) && !second)
  )
    return undefined
  if (after === '' && !/～|から|より/.test(folded)) {
    const closes = readJapaneseDate(text)
    return closes === undefined ? undefined : { closes }
  }
  const opens = first && momentOf(first.parts)
  const closes = second && momentOf(withYearOf(second.parts, first?.parts))
  if ((first && opens === undefined) || (second && closes === undefined)) return undefined
  if (opens === undefined && closes === undefined) return undefined
  return { ...(opens === undefined ? {} : { opens }), ...(closes === undefined ? {} : { closes }) }
}
