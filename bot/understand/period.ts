import { dayText, japanDate } from '../../storage/ground/japan-time.ts'

/** A stretch of days in Japan that the words name, both ends included, `YYYY-MM-DD`. */
export interface Period {
  from: string
  until: string
  /** As the user would call it: 「今月」. */
  words: string
}

const DAY = 86_400_000

/** The period that the words name as of `now`: 「今月中」「来週」「年内」「12月」「1か月以内」. `text` is normalised. */
export function periodIn(text: string, now: number): Period | undefined {
  const { year, month, day, weekday } = japanDate(now)
  /** The day so many days from today. */
  const after = (days: number) => {
    const date = japanDate(now + days * DAY)
    return dayText(date.year, date.month, date.day)
  }
  const today = dayText(year, month, day)
  const wholeMonth = (count: number, words: string): Period => {
    const [ofYear, ofMonth] = [year + Math.floor((month - 1 + count) / 12), ((month - 1 + count) % 12) + 1]
    const last = new Date(Date.UTC(ofYear, ofMonth, 0)).getUTCDate()
    return { from: count === 0 ? today : dayText(ofYear, ofMonth, 1), until: dayText(ofYear, ofMonth, last), words }
  }
  // The week ends with Sunday.
  const toSunday = (7 - weekday) % 7
  const fiscalEnd = month <= 3 ? year : year + 1

  if (/今日中|本日中|今日(?:が|まで|締)|本日(?:が|まで|締)/.test(text))
    return { from: today, until: today, words: '今日' }
  if (/再来週/.test(text)) return { from: after(toSunday + 8), until: after(toSunday + 14), words: '再来週' }
  if (/来週/.test(text)) return { from: after(toSunday + 1), until: after(toSunday + 7), words: '来週' }
  if (/今週/.test(text)) return { from: today, until: after(toSunday), words: '今週' }
  const monthEnd = /(?<!再)(来年の?)?(?<!再)(今|来|(?<!\d)\d{1,2})月(?:の)?(?:末|終わり|最後)/.exec(text)
  if (monthEnd) {
    const [words, nextYear, said = ''] = monthEnd
    const ahead = said === '今' ? 0 : said === '来' ? 1 : (Number(said) - month + 12) % 12
    const { until } = wholeMonth(nextYear ? 12 - month + Number(said) : ahead, words)
    return { from: until, until, words }
  }
  const inYear = /(?<!再)来年の?(\d{1,2})月(?!\d)/.exec(text)
  const ofMonth = Number(inYear?.[1])
  if (inYear && ofMonth >= 1 && ofMonth <= 12) return wholeMonth(12 - month + ofMonth, inYear[0])
  if (/再来月/.test(text)) return wholeMonth(2, '再来月')
  if (/来月/.test(text)) return wholeMonth(1, '来月')
  if (/今月|当月/.test(text)) return wholeMonth(0, '今月')
  if (/来年度/.test(text))
    return { from: dayText(fiscalEnd, 4, 1), until: dayText(fiscalEnd + 1, 3, 31), words: '来年度' }
  if (/(?:今|本)?年度(?:内|中|末)|今年度|本年度/.test(text))
    return { from: today, until: dayText(fiscalEnd, 3, 31), words: '今年度' }
  if (/年明け|年が?明け/.test(text))
    return { from: dayText(year + 1, 1, 1), until: dayText(year + 1, 1, 31), words: '年明け' }
  if (/来年/.test(text)) return { from: dayText(year + 1, 1, 1), until: dayText(year + 1, 12, 31), words: '来年' }
  if (/年内|今年(?:中|のうち)|年末/.test(text)) return { from: today, until: dayText(year, 12, 31), words: '年内' }
  const within = /(\d{1,3})(日|週間|[かヶケカ]月)(?:以内|のうち|の間)/.exec(text)
  if (within) {
    const days = Number(within[1]) * (within[2] === '日' ? 1 : within[2] === '週間' ? 7 : 30)
    return { from: today, until: after(days), words: `${within[1]}${within[2]}以内` }
  }
  const named = /(?<![\d年/])(\d{1,2})月(?!\d|額)/.exec(text)
  const of = Number(named?.[1])
  if (named && of >= 1 && of <= 12) return wholeMonth((of - month + 12) % 12, `${of}月`)
  return undefined
}
