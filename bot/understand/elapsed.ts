import { japanDate } from '../../storage/ground/japan-time.ts'

/** How long ago something was, in months: between the two where the words leave it open. */
export interface Elapsed {
  least: number
  most: number
  /** As it was said, up to a comma: 「3か月が過ぎているとすると」, 「去年の8月からとすると」. */
  words: string
}

const DAYS_OF_MONTH = 30.44
const monthsIn: Readonly<Record<string, number>> = {
  年: 12,
  か月: 1,
  ヶ月: 1,
  カ月: 1,
  ケ月: 1,
  ヵ月: 1,
  箇月: 1,
  週間: 7 / DAYS_OF_MONTH,
  日: 1 / DAYS_OF_MONTH,
}
/** Behind a stretch: it has gone by, or lies behind. */
const goneBy = '(?:も)?(?:以上)?(?:前|まえ|(?:は|が|も)?(?:たっ|経っ|経ち|たち|経つ|たつ|経過|過ぎ|すぎ|立っ|立つ))'
const stretch = new RegExp(
  `(?:(\\d+)(年|[かヶカケヵ箇]月|週間|日)(半)?|(半年))${goneBy}|もう(?:(\\d+)(年|[かヶカケヵ箇]月|週間|日)(半)?|(半年))`,
)
const lastYear = /(?:去年|昨年)の?(?:(\d{1,2})月(?:(\d{1,2})日)?)?/
const monthNamed = /(?<![\d年/])(?:今年の?)?(\d{1,2})月(?:(\d{1,2})日)?に?(?:の|は|、)?/

/** The time that has gone by since what a text tells of, as of `now`; undefined where it tells of none. `text` is normalised. */
export function elapsedIn(text: string, now: number): Elapsed | undefined {
  const told = stretch.exec(text)
  if (told) {
    const [, count = told[5], unit = told[6], half = told[7], halfYear = told[8]] = told.slice(0, 5)
    const words = `${told[0].replace(new RegExp(`^もう|${goneBy}$`, 'g'), '')}が過ぎているとすると`
    const months = (told[4] ?? halfYear) ? 6 : (Number(count) + (half ? 0.5 : 0)) * (monthsIn[unit ?? ''] ?? 1)
    return { least: months, most: months, words }
  }
  const { year, month, day } = japanDate(now)
  /** Months from a day, or from the first and the last one of a month, to today. */
  const since = (ofYear: number, ofMonth: number, ofDay: number | undefined, said: string): Elapsed => {
    const words = `${said}からとすると`
    const whole = (year - ofYear) * 12 + month - ofMonth
    const from = (date: number) => whole + (day - date) / 31
    return { least: from(ofDay ?? 31), most: from(ofDay ?? 1), words }
  }
  const former = lastYear.exec(text)
  if (former) {
    const named = Number(former[1])
    if (!former[1])
      return {
        least: month - 1 + day / 31,
        most: month + 11 + day / 31,
        words: `${former[0].replace(/の$/, '')}からとすると`,
      }
    return since(year - 1, named, former[2] ? Number(former[2]) : undefined, former[0])
  }
  const named = monthNamed.exec(text)
  const ofMonth = Number(named?.[1])
  if (!named || ofMonth < 1 || ofMonth > 12 || ofMonth >= month) return undefined
  return since(year, ofMonth, named[2] ? Number(named[2]) : undefined, named[0].replace(/に?(?:の|は|、)?$/, ''))
}
