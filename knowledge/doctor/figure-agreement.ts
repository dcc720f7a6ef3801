import { type Figure, findFigures } from '../figures/find-figures.ts'
import type { KnowledgeRecord } from '../record/schema.ts'
import { type Finding, findingAt, type RecordCheck } from './finding.ts'
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

/** Every cap, floor and rate in numbers is told by the sentence beside it. */
export const examineTypedFigures: RecordCheck = (located) => {
  const { amount, rate } = located.record
  const findings: Finding[] = []
  if (amount) {
    const told = valuesOf(amount.text, 'money')
    for (const key of ['caps', 'floors'] as const) {
      for (const [index, { yen }] of amount[key].entries()) {
        if (told.has(String(yen))) continue
        const message = `${key} の ${yen.toLocaleString('en')}円 が amount の文にありません`
        findings.push(findingAt(located, 'error', ['amount', key, index], message))
      }
    }
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

/** Days named by the deadline's sentence that no call holds: one of the two is wrong, or a call is missing. */
export const examineDeadlineDates: RecordCheck = (located) => {
  const { deadline } = located.record
  if (deadline?.policy !== 'dated') return []
  const known = new Set(stringsIn(deadline.calls).flatMap((text) => [...valuesOf(text, 'date')]))
  const strange = [...valuesOf(deadline.text, 'date')].filter(
    (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !known.has(value),
  )
  return strange.map((value) => findingAt(located, 'warning', ['deadline', 'text'], `${value} が calls にありません`))
}

const bodyKinds: ReadonlySet<Figure['kind']> = new Set(['money', 'rate', 'date', 'phone', 'url'])

/** Figures of the body that no field holds: when the fields are corrected, they stay behind. */
export const examineBodyFigures: RecordCheck = (located) => {
  const { record } = located
  if (isQuoted(record) || record.body === '') return []
  const known = fieldFigures(record)
  return bodyProse(record).flatMap(({ path, text }) => {
    const strange = findFigures(text).filter(
      (figure) => bodyKinds.has(figure.kind) && !known.has(`${figure.kind}:${figure.value}`),
    )
    if (strange.length === 0) return []
    const raw = [...new Set(strange.map((figure) => figure.raw))].join('、')
    return [findingAt(located, 'warning', path, `説明文の ${raw} が上の項目にありません`)]
  })
}

function fieldFigures(record: KnowledgeRecord): Set<string> {
  const { body, questions, ...fields } = record
  const typed = [...(record.amount?.caps ?? []), ...(record.amount?.floors ?? [])].map(({ yen }) => `${yen}円`)
  return new Set([...stringsIn(fields), ...typed].flatMap((text) => findFigures(text).flatMap(withParts)))
}
