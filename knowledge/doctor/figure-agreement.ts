import type { LocatedRecord } from '../corpus-reader.ts'
import { type Figure, findFigures, normalizeFigures } from '../figures/find-figures.ts'
import { toldSums } from '../figures/told-sums.ts'
import type { KnowledgeRecord } from '../record/schema.ts'
import { type CorpusCheck, type Finding, findingAt, type RecordCheck } from './finding.ts'
import { bodyProse, isQuoted, stringsIn } from './prose.ts'

const valuesOf = (text: string, kind: Figure['kind']): Set<string> =>
  new Set(findFigures(text).flatMap((figure) => (figure.kind === kind ? [figure.value] : [])))

/** 「2026年4月17日」 also says the month, the year, and the day without its year. */
function withParts({ kind, value }: Figure): string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value) ?? []
  if (kind !== 'date' || !year) return [`${kind}:${value}`]
  const parts = [value, year, `${year}-${month}`, ...(day ? [`--${month}-${day}`] : [])]
  return parts.map((part) => `date:${part}`)
}

/** Every cap, floor, least cost and rate in numbers is told by the sentence beside it. */
export const examineTypedFigures: RecordCheck = (located) => {
  const { amount, rate, funded } = located.record
  const findings: Finding[] = []
  if (amount) {
    const told = toldSums(amount.text)
    for (const key of ['caps', 'floors'] as const) {
      for (const [index, { yen }] of amount[key].entries()) {
        if (told.has(yen)) continue
        const message = `${key} の ${yen.toLocaleString('en')}円 が amount の文にありません`
        findings.push(findingAt(located, 'error', ['amount', key, index], message))
      }
    }
  }
  if (funded?.leastCost !== undefined && !valuesOf(funded.text, 'money').has(String(funded.leastCost))) {
    const message = `leastCost の ${funded.leastCost.toLocaleString('en')}円 が funded の文にありません`
    findings.push(findingAt(located, 'error', ['funded', 'leastCost'], message))
  }
  if (rate) {
    const told = valuesOf(rate.text, 'rate')
    for (const [index, { value }] of rate.values.entries()) {
      if ([...valuesOf(value, 'rate')].every((typed) => told.has(typed))) continue
      findings.push(
        findingAt(located, 'error', ['rate', 'values', index], `values の ${value} が rate の文にありません`),
      )
    }
  }
  return findings
}

const closingDay =
  /(\d{4}年\d{1,2}月\d{1,2}日)(?:\d{1,2}時|正午)?(?:まで|必着|[にで]締め切)|締切は(\d{4}年\d{1,2}月\d{1,2}日)/g
const taking = /受付|受け付け|募集|申請|締切|締め切|提出|エントリー/
const afterwards = /対象期間|事業期間|実施期限|交付決定|実績報告|支払/

/** Closing days in the deadline's sentence that no call holds: one of the two is wrong, or a call is missing. */
export const examineDeadlineDates: RecordCheck = (located) => {
  const { deadline } = located.record
  if (deadline?.policy !== 'dated') return []
  const known = new Set(stringsIn(deadline.calls).flatMap((text) => [...valuesOf(text, 'date')]))
  const strange = normalizeFigures(deadline.text)
    .split(/[。、]/)
    .filter((clause) => taking.test(clause) && !afterwards.test(clause))
    .flatMap((clause) => [...clause.matchAll(closingDay)].map(([, until, closes]) => until ?? closes ?? ''))
    .filter((day) => [...valuesOf(day, 'date')].some((value) => !known.has(value)))
  if (strange.length === 0) return []
  const message = `締切の日 ${strange.join('、')} が calls にありません`
  return [findingAt(located, 'warning', ['deadline', 'text'], message)]
}

const bodyKinds: ReadonlySet<Figure['kind']> = new Set(['money', 'rate', 'date', 'phone', 'url'])

/**
 * Figures of the body that no field holds: when the fields are corrected, they stay behind. A body may repeat what a
 * conflict about its record tells, and the windows of the records it names.
 */
export const examineBodyFigures: CorpusCheck = (records) => {
  const conflicts = records.filter(({ record }) => record.kind === 'conflict')
  return records.flatMap((located) => {
    const { record } = located
    if (isQuoted(record) || record.body === '') return []
    const known = new Set([
      ...fieldFigures(record),
      ...conflicts.filter((conflict) => conflict.record.related.includes(record.id)).flatMap(told),
      ...records.filter(({ record: { id } }) => record.related.includes(id)).flatMap(windowFigures),
    ])
    return bodyProse(record).flatMap(({ path, text }) => {
      const strange = findFigures(text).filter(
        (figure) => bodyKinds.has(figure.kind) && !known.has(`${figure.kind}:${figure.value}`),
      )
      if (strange.length === 0) return []
      const raw = [...new Set(strange.map((figure) => figure.raw))].join('、')
      return [findingAt(located, 'warning', path, `説明文の ${raw} が上の項目にありません`)]
    })
  })
}

const told = ({ record }: LocatedRecord): string[] => fieldFigures(record)
const windowFigures = ({ record }: LocatedRecord): string[] => figuresIn(stringsIn(record.contact))

function fieldFigures(record: KnowledgeRecord): string[] {
  const { body, questions, ...fields } = record
  const typed = [...(record.amount?.caps ?? []), ...(record.amount?.floors ?? [])].map(({ yen }) => `${yen}円`)
  return figuresIn([...stringsIn(fields), ...typed])
}

const figuresIn = (texts: readonly string[]): string[] => texts.flatMap((text) => findFigures(text).flatMap(withParts))
