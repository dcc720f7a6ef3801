import { dayText, japanDate, japanDay } from '../../storage/ground/japan-time.ts'
import { type Period, periodIn } from './period.ts'

const YEAR = 300 * 86_400_000
/** A month so far ahead is the one that has just been: 「10月」 said in November. */
const yearFrom = (now: number): string => japanDay(now + YEAR)

/** Words of what has been: 「10月に相談したけど」 asks of no day to come. */
const isPast = /月(?:に|は|中に)?[^。、]{0,12}(?:した|しました|ました|済み)/

/** The days to come that the words mean, both included, and how to call them: 「12月8日」, 「来月」, 「年明け」. */
export function daysAsked(normalized: string, now: number): Pick<Period, 'from' | 'until' | 'words'> | undefined {
  const match = /(?:(20\d{2})[年/-])?(?<![\d/])(\d{1,2})(?:月(\d{1,2})(?!\d)日?|\/(\d{1,2})(?![\d/]))/.exec(normalized)
  if (!match) {
    const period = periodIn(normalized, now)
    const isAhead = period && period.from > japanDay(now) && period.from < yearFrom(now)
    return isAhead && !isPast.test(normalized) ? period : undefined
  }
  // 「補助率は2/3」 is no day in February.
  if (match[4] && /率|割合|以内|補助は|助成は/.test(normalized)) return undefined
  const today = japanDate(now)
  const [month, day] = [Number(match[2]), Number(match[3] ?? match[4])]
  const year = match[1] ? Number(match[1]) : month < today.month ? today.year + 1 : today.year
  const moment = dayText(year, month, day)
  return { from: moment, until: moment, words: `${month}月${day}日` }
}
