import { normalizeText } from '../analysis/normalize.ts'
import { type Figure, findFigures } from '../figures/find-figures.ts'
import type { Facet } from '../record/schema.ts'
import { type Finding, findingAt, type RecordCheck } from './finding.ts'
import { bodyProse, fieldProse, isQuoted } from './prose.ts'

const figure = /(?:\d|億|万|千)円|\d+\s*\/\s*\d+|\d\s*%|\d+分の\d+|[一二三四五六七八九]分の[一二三四五六七八九]/

/** A facet that is marked unverified states no figure in its own sentence. */
export const examineUnverifiedText: RecordCheck = (located) =>
  located.record.unverified.flatMap(({ facet }) => {
    const text = facet && facet !== 'contact' ? located.record[facet]?.text : undefined
    if (!facet || text === undefined || !figure.test(normalizeText(text))) return []
    return [findingAt(located, 'error', [facet, 'text'], `未確認とした「${facet}」の文に金額や率があります`)]
  })

/** What would tell an unverified facet from elsewhere: a figure of its kind in a sentence about it. */
const leaks: Partial<Record<Facet, { kind: Figure['kind']; about: RegExp; name: string }>> = {
  amount: { kind: 'money', about: /上限|限度|最大|下限|助成額|補助額|料金|手数料/, name: '金額' },
  rate: { kind: 'rate', about: /率|補助|助成|負担|軽減/, name: '率' },
  deadline: { kind: 'date', about: /締切|締め切|受付|期限|募集|公募/, name: '日付' },
}

/** An unverified facet's value told by another facet or by the body. */
export const examineUnverifiedLeaks: RecordCheck = (located) => {
  const { record } = located
  if (isQuoted(record)) return []
  const findings: Finding[] = []
  for (const { facet } of record.unverified) {
    const leak = facet && leaks[facet]
    if (!leak) continue
    // A facet's own value is checked above, and calls that are verified may be told anywhere.
    const told = record.deadline?.calls.flatMap(({ opens, closes }) => [opens, closes]).join(' ') ?? ''
    const known = new Set(findFigures(told).map(({ value }) => value))
    for (const prose of [...fieldProse(record), ...bodyProse(record)]) {
      if (prose.facet === facet) continue
      const value = prose.text
        .split('。')
        .filter((sentence) => leak.about.test(sentence))
        .flatMap(findFigures)
        .find(
          (found) =>
            found.kind === leak.kind && (leak.kind !== 'date' || isDay(found.value)) && !known.has(found.value),
        )
      if (!value) continue
      const message = `未確認とした「${facet}」の${leak.name}（${value.raw}）を書いています`
      findings.push(findingAt(located, 'warning', prose.path, message))
    }
  }
  return findings
}

const isDay = (value: string) => /-\d{2}-\d{2}$/.test(value)

/** A note says what is missing; a value in it is one that nobody has verified. A conflict is about such values. */
export const examineUnverifiedNotes: RecordCheck = (located) => {
  if (located.record.kind === 'conflict') return []
  return located.record.unverified.flatMap(({ note }, index) => {
    const value = findFigures(note).find(
      ({ kind, value }) => kind === 'money' || kind === 'rate' || kind === 'phone' || (kind === 'date' && isDay(value)),
    )
    const message = `未確認のメモに値（${value?.raw}）があります。何が分からないかだけを書きます`
    return value ? [findingAt(located, 'warning', ['unverified', index, 'note'], message)] : []
  })
}
