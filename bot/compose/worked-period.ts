import { findFigures } from '../../knowledge/figures/find-figures.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { lastDayOf, periodSaid } from '../../knowledge/scheme/period-from-day.ts'
import { japanDay, japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'

const asksWhen = /いつ|期限|何年何月|何月何日|何日|まで|間に合/
const wholeDay = /^\d{4}-\d{2}-\d{2}$/

/** The one day that a message names with its year. */
function dayIn(normalized: string): string | undefined {
  const days = findFigures(normalized).filter(({ kind, value }) => kind === 'date' && wholeDay.test(value))
  return days.length === 1 ? days[0]?.value : undefined
}

/** Rights and ways that have periods of their own. */
const otherwise = /実用新案|意匠|商標|分割|pct|国際出願|外国|優先権/
const NEAR = 14

/** Whether the day named is that of what the period runs from: 「2024年1月15日に出願」「出願は2024年1月15日」. */
function isItsDay(normalized: string, from: readonly string[]): boolean {
  if (otherwise.test(normalized)) return false
  const raw = findFigures(normalized).find(({ kind, value }) => kind === 'date' && wholeDay.test(value))?.raw ?? ''
  const at = normalized.indexOf(raw)
  const around = [normalized.slice(at + raw.length, at + raw.length + NEAR), normalized.slice(Math.max(0, at - 6), at)]
  return at >= 0 && around.some((text) => from.some((word) => text.includes(word)))
}

/** The record that counts a period from the day that is named: 「2024年1月15日に出願しました。審査請求はいつまで？」. */
export function recordOfPeriod({ normalized, dependencies }: TurnContext): KnowledgeRecord | undefined {
  if (!asksWhen.test(normalized) || dayIn(normalized) === undefined) return undefined
  return [...dependencies.library.records.values()].find((record) => {
    const period = periodSaid(record, normalized)
    return period !== undefined && isItsDay(normalized, period.from)
  })
}

const lengthOf = (months: number): string => (months % 12 === 0 ? `${months / 12}年` : `${months}か月`)

/** The last day of a record's period from the day that is named; undefined where none is. */
export function workedPeriod(record: KnowledgeRecord, { normalized, input }: TurnContext): AnswerItem | undefined {
  const period = asksWhen.test(normalized) ? periodSaid(record, normalized) : undefined
  const day = dayIn(normalized)
  if (!period || day === undefined || isTooUncertain(record) || !isItsDay(normalized, period.from)) return undefined
  const last = lastDayOf(day, period.months)
  const over = last < japanDay(input.now) ? 'もう過ぎています。' : ''
  return sayComputed(
    `${period.name}は、${japaneseDateText(day)}から数えると、${lengthOf(period.months)}後の${japaneseDateText(last)}までの計算です。${over}休日に当たるときなど、正確な期限は必ず弁理士か知財総合支援窓口にご確認ください。`,
    [record.id],
  )
}
