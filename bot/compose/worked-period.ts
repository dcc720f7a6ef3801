import { findFigures } from '../../knowledge/figures/find-figures.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { lastDayOf, periodSaid } from '../../knowledge/scheme/period-from-day.ts'
import { japanDay, japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { elapsedIn } from '../understand/elapsed.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'

const asksWhen = /いつ|期限|何年何月|何月何日|何日|まで|間に合/
const wholeDay = /^\d{4}-\d{2}-\d{2}$/

/** Rights and ways that have periods of their own. */
const otherwise = /実用新案|意匠|商標|分割|pct|国際出願|外国|優先権/
const NEAR_BEHIND = 14
const NEAR_BEFORE = 6

interface Asked {
  name: string
  months: number
  /** `2024-01-15` */
  day: string
}

/**
 * The period of a record whose last day is asked for, and the one day with its year that the message names as that of what
 * the period runs from: 「2024年1月15日に出願しました。審査請求はいつまで？」「出願は2024年1月15日」.
 */
function askedPeriod(record: KnowledgeRecord, normalized: string): Asked | undefined {
  const period = periodSaid(record, normalized)
  if (!period || !asksWhen.test(normalized) || otherwise.test(normalized)) return undefined
  const days = findFigures(normalized).filter(({ kind, value }) => kind === 'date' && wholeDay.test(value))
  const [day] = days
  if (!day || days.length > 1) return undefined
  const at = normalized.indexOf(day.raw)
  const end = at + day.raw.length
  const around = [normalized.slice(end, end + NEAR_BEHIND), normalized.slice(Math.max(0, at - NEAR_BEFORE), at)]
  const isItsDay = at >= 0 && around.some((text) => period.from.some((word) => text.includes(word)))
  return isItsDay ? { name: period.name, months: period.months, day: day.value } : undefined
}

/** Asks whether or until when a right may still be had. */
const asksForRight = /出願|特許|権利|アウト|手遅れ|間に合|期限|いつまで|まだ(?:いけ|大丈夫|取れ|出せ)/
/** The period that a right may still be had after an invention became public. */
const afterDisclosure = ({ periods }: KnowledgeRecord) => periods.find(({ within }) => within.includes('例外'))

/** Whether it was told when. */
const isDated = (disclosed: TurnContext['memory']['disclosed']): boolean =>
  disclosed?.day !== undefined || disclosed?.least !== undefined

/** When the invention became public, told in this message or before it, for the period of a record that runs from then. */
function disclosedBefore(record: KnowledgeRecord, { memory, normalized, subjectsBy }: TurnContext) {
  const period = afterDisclosure(record)
  const { disclosed } = memory
  if (!period || !isDated(disclosed) || otherwise.test(normalized)) return undefined
  return subjectsBy === 'focus' || asksForRight.test(normalized) ? { ...period, ...disclosed } : undefined
}

/** 「いつまでに出願すればいい？」 after a word of when it was shown. */
function ofDisclosure({ memory, understanding, normalized, dependencies }: TurnContext): KnowledgeRecord | undefined {
  if (!isDated(memory.disclosed) || understanding.names.length > 0) return undefined
  if (ofMoney.test(normalized) || otherwise.test(normalized) || !/出願|特許|権利/.test(normalized)) return undefined
  if (!asksWhen.test(normalized) && !asksIfLate.test(normalized)) return undefined
  return [...dependencies.library.records.values()].find((record) => afterDisclosure(record) !== undefined)
}

/** The record that counts a period from the day that is named, or against the time that has gone by. */
export const recordOfPeriod = (context: TurnContext): KnowledgeRecord | undefined => {
  const { normalized, dependencies, input } = context
  const records = [...dependencies.library.records.values()].filter(({ periods }) => periods.length > 0)
  return (
    records.find((record) => askedPeriod(record, normalized) !== undefined) ??
    records.find((record) => goneBy(record, normalized, input.now) !== undefined) ??
    ofDisclosure(context)
  )
}

/** 「アウト？」「まだいける？」: whether it is too late. */
const asksIfLate = /アウト|手遅れ|間に合|遅[いか]|セーフ|まだ|今から|いまから|これから|もう|だめ|ダメ|無理/
const ofMoney = /補助|助成|販路|融資/
/** 「学会で発表してから11か月たつ」 asks nothing in so many words. */
const SHORT = 25

/** 「出願しても」「まだ出願してない」: what was not done begins nothing. */
const notDone = /^(?:も|な[いくか]|い?ない|いません|ません|おら(?:ず|ない))/

/** Whether a text tells of what a period begins with. */
const begins = (text: string, words: readonly string[]): boolean =>
  words.some((word) => {
    const at = text.indexOf(word)
    return at >= 0 && !notDone.test(text.slice(at + word.length))
  })

/** What shows that a patent is at stake: what was shown or sold may be spoken of for other reasons. */
const ofPatent = /特許|出願|発明|新規性|30条|権利|学会|公開し|発表(?:した|して|済|しちゃ)|アウト|手遅れ|セーフ/

/** The period of a record since whose beginning the message tells how much time has gone by: 「5月に学会で話した。もうアウト？」. */
function goneBy(record: KnowledgeRecord, normalized: string, now: number) {
  const period = record.periods.find(
    ({ from, within }) =>
      begins(normalized, from) &&
      (asksIfLate.test(normalized) ||
        (!isScheme(record) && normalized.length <= SHORT) ||
        within.some((word) => normalized.includes(word))),
  )
  const isOther = !isScheme(record) && (ofMoney.test(normalized) || !ofPatent.test(normalized))
  if (!period || otherwise.test(normalized) || isOther) return undefined
  const elapsed = elapsedIn(normalized, now)
  return elapsed && { ...period, elapsed }
}

const lengthOf = (months: number): string => (months % 12 === 0 ? `${months / 12}年` : `${months}か月`)

/** The last day of a record's period from the day that is named; undefined where none is. */
export function workedPeriod(record: KnowledgeRecord, context: TurnContext): AnswerItem | undefined {
  if (isTooUncertain(record)) return undefined
  const { normalized, input } = context
  const before = disclosedBefore(record, context)
  const since = before?.day === undefined ? undefined : { name: before.name, months: before.months, day: before.day }
  const asked = askedPeriod(record, normalized) ?? since
  if (!asked) return workedElapsed(record, normalized, input.now) ?? (before && disclosedElapsed(record, before))
  const last = lastDayOf(asked.day, asked.months)
  const over = last < japanDay(input.now) ? 'もう過ぎています。' : ''
  return sayComputed(
    `${asked.name}は、${japaneseDateText(asked.day)}から数えると、${lengthOf(asked.months)}後の${japaneseDateText(last)}までの計算です。${over}休日に当たるときなど、正確な期限は必ず弁理士か知財総合支援窓口にご確認ください。`,
    [record.id],
  )
}

/** How the time that has gone by, in months, stands to a period. `hurry` is said while it surely still runs. */
function standingOf(
  { name, months }: { name: string; months: number },
  { least, most }: { least: number; most: number },
  hurry: string,
): string {
  const limit = `${name}（${lengthOf(months)}）`
  if (least > months) return `${limit}を過ぎているため、間に合わない計算です。`
  return most < months ? `${limit}はまだ過ぎていない計算です。${hurry}` : `日によっては${limit}を過ぎています。`
}

/** Whether it is over by what was told in a message before. */
function disclosedElapsed(
  record: KnowledgeRecord,
  before: NonNullable<ReturnType<typeof disclosedBefore>>,
): AnswerItem {
  const { least = 0, most = Number.POSITIVE_INFINITY } = before
  const standing = standingOf(before, { least, most }, '早めに動いてください。')
  return sayComputed(
    `うかがった公開の時期からすると、${standing}正確な期限は必ず弁理士か知財総合支援窓口にご確認ください。`,
    [record.id],
  )
}

/** Whether a record's period is over after the time that the message tells of; undefined where it tells of none. */
function workedElapsed(record: KnowledgeRecord, normalized: string, now: number): AnswerItem | undefined {
  const gone = goneBy(record, normalized, now)
  if (!gone) return undefined
  const hurry = '残りの日数は多くないことがありますので、お早めに動いてください。'
  const window = isScheme(record) ? '申請先の窓口' : '弁理士か知財総合支援窓口'
  return sayComputed(
    `${gone.elapsed.words}、${standingOf(gone, gone.elapsed, hurry)}正確な期限は必ず${window}にご確認ください。`,
    [record.id],
  )
}
