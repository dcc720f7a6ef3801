import type { Period } from '../../storage/figure-facts.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { japanDate, japanDay, japanInstant } from '../../storage/ground/japan-time.ts'

const YEAR_MS = 366 * 86_400_000
const LONGEST_YEARS = 5

const unfit = (code: 'bad_request' | 'misuse', publicText: string): AppError =>
  new AppError(code, 'unfit period', { publicText })

/** 1 April before `now`, the first day of the fiscal year in Japan. */
export function fiscalYearStart(now: number): string {
  const { year, month } = japanDate(now)
  return `${month >= 4 ? year : year - 1}-04-01`
}

/**
 * Reads days (YYYY-MM-DD in Japan, both included); the fiscal year so far where none are given. Throws `code` for what
 * is no day, ends before it begins or is longer than five years.
 */
export function readPeriod(
  from: string | undefined,
  to: string | undefined,
  now: number,
  code: 'bad_request' | 'misuse' = 'bad_request',
): Period {
  const last = japanInstant((to || japanDay(now)).slice(0, 10), true)
  if (last === undefined) throw unfit(code, '終わりの日は YYYY-MM-DD の形で指定してください。')
  const first = japanInstant((from || fiscalYearStart(Math.min(last, now))).slice(0, 10))
  if (first === undefined) throw unfit(code, '始まりの日は YYYY-MM-DD の形で指定してください。')
  if (first > last) throw unfit(code, '終わりの日は始まりの日以後にしてください。')
  if (last - first > LONGEST_YEARS * YEAR_MS) throw unfit(code, `期間は${LONGEST_YEARS}年までにしてください。`)
  return { from: first, to: last }
}
