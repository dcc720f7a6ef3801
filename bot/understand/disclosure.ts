import { findFigures } from '../../knowledge/figures/find-figures.ts'
import { dayText, japanDate, japanDay } from '../../storage/ground/japan-time.ts'
import { elapsedIn } from './elapsed.ts'

/** That an invention became public, as far as it was told: the day, or how many months ago at least and at most. */
export interface Disclosure {
  day?: string | undefined
  least?: number | undefined
  /** Absent where it may be any time before. */
  most?: number | undefined
}

const madePublic =
  /(?:展示会|見本市|展示|学会|発表|公開|出展|ピッチ|祭り?|イベント|sns|インスタ|ブログ|ホームページ|youtube|動画|雑誌|テレビ|クラファン|店頭|通販|ネット)[^。?]{0,14}(?:した|しました|しちゃ|してしま|出した|出しました|出しちゃ|出てしま|載せ|のせ|話し|しゃべ|見せ|配っ|売っ|あげ|上げ|済)|(?:売って|売っちゃ|売り出し|発売し|販売し)(?:しま|た|ました|ちゃ|て)|もう(?:お店で|店で|ネットで)?(?:売って|売り出して|発売して|販売して)/
const onlyWhen =
  /^(?:(?:確か|たしか|たぶん|えっと)、?)?(?:(?:20\d\d年|去年の?|昨年の?|今年の?|おととしの?)?\d{1,2}月(?:の?\d{1,2}日)?|\d{1,2}(?:年|[かヶカ]月|週間)(?:半)?前|半年前)(?:ごろ|頃|くらい|ぐらい)?(?:から)?(?:です|でした|だった|だと思います|かな|だね|ですね)?[。]?$/

/** The day that a text names, in the past: without a year the last such day. */
function dayIn(text: string, now: number): string | undefined {
  const whole = findFigures(text).find(({ kind, value }) => kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value))
  if (whole) return whole.value <= japanDay(now) ? whole.value : undefined
  const named = /(去年の?|昨年の?)?(?<![\d年])(\d{1,2})月(\d{1,2})日/.exec(text)
  if (!named) return undefined
  const { year } = japanDate(now)
  const ofYear = (one: number) => dayText(one, Number(named[2]), Number(named[3]))
  const thisYear = ofYear(year)
  return named[1] || thisYear > japanDay(now) ? ofYear(year - 1) : thisYear
}

/** What is known of it after a message, given what was known before. `text` is normalised. */
export function disclosureAfter(text: string, now: number, before: Disclosure | undefined): Disclosure | undefined {
  const tells = madePublic.test(text)
  if (!tells && !(before && onlyWhen.test(text))) return before
  const day = dayIn(text, now)
  if (day) return { day }
  const elapsed = elapsedIn(text, now)
  if (!elapsed) return before ?? {}
  return { least: elapsed.least, ...(Number.isFinite(elapsed.most) ? { most: elapsed.most } : {}) }
}
