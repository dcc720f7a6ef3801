import { normalizeText } from '../analysis/normalize.ts'
import type { LocatedRecord } from '../corpus-reader.ts'
import type { KnowledgeRecord, RecordKind } from '../record/schema.ts'
import { type CorpusCheck, type Finding, findingAt } from './finding.ts'

const schemeKinds: ReadonlySet<RecordKind> = new Set(['grant', 'voucher', 'tax', 'ip-procedure', 'live-call'])

/** Names that two records of one scheme share. */
const namesOf = ({ name, aliases }: KnowledgeRecord): Set<string> =>
  new Set([name, ...aliases].map((text) => normalizeText(text).replace(/[\s「」『』・]/g, '')))

/** What two records of one scheme and one year must agree on; undefined where a record tells nothing. */
const told: readonly { path: readonly PropertyKey[]; name: string; of(record: KnowledgeRecord): string | undefined }[] =
  [
    { path: ['amount', 'caps'], name: '上限', of: ({ amount }) => joined(amount?.caps.map(({ yen }) => `${yen}円`)) },
    { path: ['rate', 'values'], name: '率', of: ({ rate }) => joined(rate?.values.map(({ value }) => value)) },
    {
      path: ['deadline', 'calls'],
      name: '締切',
      of: ({ deadline }) => joined(deadline?.calls.flatMap(({ closes }) => closes ?? [])),
    },
  ]
const joined = (values: readonly string[] = []): string | undefined =>
  values.length > 0 ? [...new Set(values)].sort().join('、') : undefined

/**
 * Records that name each other and share a name are taken for one scheme. Where they tell other caps, rates or closing
 * dates for the same fiscal year, one of them is wrong, unless a record of kind `conflict` names either; where a year
 * is missing, they may be of two years, and it is only a warning.
 */
export const examineContradictions: CorpusCheck = (records) => {
  const byId = new Map(records.map((located) => [located.record.id, located]))
  const explained = new Set(records.flatMap(({ record }) => (record.kind === 'conflict' ? record.related : [])))
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const located of records) {
    const { record } = located
    for (const id of [...record.related, ...(record.successor ? [record.successor] : [])]) {
      const other = byId.get(id)
      const pair = [record.id, id].sort().join(' ')
      if (!other || seen.has(pair) || explained.has(id) || explained.has(record.id)) continue
      seen.add(pair)
      if (isSameScheme(record, other.record)) findings.push(...compare(located, other.record))
    }
  }
  return findings
}

function isSameScheme(one: KnowledgeRecord, other: KnowledgeRecord): boolean {
  if (!schemeKinds.has(one.kind) || !schemeKinds.has(other.kind)) return false
  const names = namesOf(one)
  return [...namesOf(other)].some((name) => names.has(name))
}

function compare(located: LocatedRecord, other: KnowledgeRecord): Finding[] {
  const { record } = located
  const sameYear = record.fiscalYear !== undefined && record.fiscalYear === other.fiscalYear
  if (!sameYear && record.fiscalYear !== undefined && other.fiscalYear !== undefined) return []
  return told.flatMap(({ path, name, of }) => {
    const [mine, theirs] = [of(record), of(other)]
    if (mine === undefined || theirs === undefined || mine === theirs) return []
    const message = `${other.file} と${name}が違います（${mine} と ${theirs}）。conflict の記録もありません`
    return [findingAt(located, sameYear ? 'error' : 'warning', path, message)]
  })
}
