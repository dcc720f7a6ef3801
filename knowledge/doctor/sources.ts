import { facets } from '../record/schema.ts'
import { type Finding, findingAt, type RecordCheck } from './finding.ts'

/** An official source that cannot be opened from the record. */
export const examineOfficialSources: RecordCheck = (located) =>
  located.record.sources.flatMap((source, index) =>
    source.kind === 'official' && source.url === undefined
      ? [findingAt(located, 'warning', ['sources', index], '公的な出典（official）に URL がありません')]
      : [],
  )

/** What only the policy paper says is never surer than `seed`. */
export const examineSeedConfidence: RecordCheck = (located) => {
  const { record } = located
  if (!record.sources.every(({ kind }) => kind === 'seed')) return []
  const findings: Finding[] = []
  const tooSure = (path: readonly PropertyKey[]) =>
    findings.push(findingAt(located, 'error', path, '政策提言資料だけが出典なので、確かさは seed にしてください'))
  if (record.confidence !== 'seed') tooSure(['confidence'])
  for (const facet of facets) {
    const confidence = facet === 'contact' ? undefined : record[facet]?.confidence
    if (confidence && confidence !== 'seed') tooSure([facet, 'confidence'])
  }
  return findings
}
