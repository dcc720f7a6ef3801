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
const goneBy = '(?:も)?(?:以上|超)?(?:前|まえ|(?:は|が|も)?(?:たっ|経っ|経ち|たち|経つ|たつ|経過|過ぎ|すぎ|立っ|立つ))'
const stretch = new RegExp(
  `(?<already>もう)?(?:(?<count>\\d+)(?<unit>年|[かヶカケヵ箇]月|週間|日)(?<half>半)?|(?<halfYear>半年))(?<gone>${goneBy})?`,
  'g',
)
const lastYear = /(一昨年|おととし|(?<!一)昨年|去年)の?(?:(\d{1,2})月(?:(\d{1,2})日)?)?/
const ofYear = /(20\d{2})年(\d{1,2})月(?:(\d{1,2})日)?/
const monthNamed = /(?<![\d年/])(?:今年の?)?(\d{1,2})月(?:(\d{1,2})日)?に?(?:の|は|、)?/

/** The time that has gone by since what a text tells of, as of `now`; undefined where it tells of none. `text` is normalised. */
export function elapsedIn(text: string, now: number): Elapsed | undefined {
  const told = [...text.matchAll(stretch)].find(({ groups }) => groups?.already || groups?.gone)
  if (told?.groups) {
    const { count, unit, half, halfYear, gone = '' } = told.groups
    const months = halfYear ? 6 : (Number(count) + (half ? 0.5 : 0)) * (monthsIn[unit ?? ''] ?? 1)
    const isOpen = /以上|超/.test(gone)
    const said = halfYear ?? `${count}${unit}${half ?? ''}`
    // 「半年以上前」 may be any time before.
    return {
      least: months,
      most: isOpen ? Number.POSITIVE_INFINITY : months,
      words: `${said}${isOpen ? '以上' : ''}が過ぎているとすると`,
    }
  }
  const { year, month, day } = japanDate(now)
  /** Months from a day, or from the first and the last one of a month, to today. */
  const since = (ofYear: number, ofMonth: number, ofDay: number | undefined, said: string): Elapsed => {
    const words = `${said}からとすると`
    const whole = (year - ofYear) * 12 + month - ofMonth
    const from = (date: number) => whole + (day - date) / 31
    return { least: from(ofDay ?? 31), most: from(ofDay ?? 1), words }
  }
  const dated = ofYear.exec(text)
  if (dated) {
    const past = since(Number(dated[1]), Number(dated[2]), dated[3] ? Number(dated[3]) : undefined, dated[0])
    return past.most > 0 ? past : undefined
  }
  const former = lastYear.exec(text)
  if (former) {
    const [said, which = '', ofMonth, ofDay] = former
    const back = which === '一昨年' || which === 'おととし' ? 2 : 1
    if (ofMonth) return since(year - back, Number(ofMonth), ofDay ? Number(ofDay) : undefined, said)
    const toYearEnd = (back - 1) * 12 + month - 1 + day / 31
    return { least: toYearEnd, most: toYearEnd + 12, words: `${which}からとすると` }
  }
  const named = monthNamed.exec(text)
  const ofMonth = Number(named?.[1])
  if (!named || ofMonth < 1 || ofMonth > 12 || ofMonth >= month) return undefined
  return since(year, ofMonth, named[2] ? Number(named[2]) : undefined, named[0].replace(/に?(?:の|は|、)?$/, ''))
}
