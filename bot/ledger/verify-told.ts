import type { Library } from '../../knowledge/library.ts'
import type { AnswerItem } from '../turn-context.ts'
import { namedKinds } from '../understand/named-kinds.ts'
import { spansOfRecords } from './record-evidence.ts'
import { type Span, spansOf } from './spans.ts'
import { type Verdict, verifyItem } from './verify.ts'

/** Share of an item's words that its sources must hold; below it, it speaks of something else. */
export const LEAST_COVERED = 0.5

/** Said by the program alone: the state of a call, addresses, marks of sources, the outlook of an application. */
const programAlone =
  /(?:募集|受付|受け付け|公募|申請)(?:中|を?受け?付けて|期間内)|受け付けています|申し込めます|https?:|(?<![A-Z])[SC][A-Z2-9]{4}(?![A-Z0-9])|採択され(?:ます|る(?:見込み|可能性|はず|でしょう))|必ず(?:採択|もらえ|受け取れ|交付)/g

/**
 * Checks an item in a model's words. Beside what every item must hold (docs/decisions/0006), most of its words stand in
 * its sources, the schemes and bodies it names stand there too, and it says nothing that is the program's to say.
 */
export function verifyTold(item: AnswerItem, library: Library): Verdict {
  const { computed = [] } = item
  const spans = spansOfRecords(item.recordIds, library.records)
  const { checked, unsupported } = verifyItem(item.text, { spans, computed })
  const evidence = [...spans, ...computed.flatMap(spansOf)]
  const faults = [
    ...unsupported,
    ...(item.text.match(programAlone) ?? []),
    ...foreignNames(item, library, evidence),
    ...(covered(item.text, evidence) < LEAST_COVERED ? [item.text] : []),
  ]
  return { supported: faults.length === 0, checked, unsupported: [...new Set(faults)] }
}

/** Schemes and bodies that the item names and its sources do not. */
function foreignNames(item: AnswerItem, library: Library, evidence: readonly Span[]): string[] {
  const known = evidence.map(({ text }) => text.toLowerCase()).join('\n')
  return library
    .findNames(item.text)
    .filter(({ approximate, recordIds, name }) => {
      if (approximate || recordIds.some((id) => item.recordIds.includes(id))) return false
      const proper = recordIds.some((id) => namedKinds.has(library.records.get(id)?.kind ?? 'term'))
      return proper && !known.includes(library.normalize(name).replace(/\s/g, ''))
    })
    .map(({ name }) => name)
}

/** Share (0 to 1) of the item's pairs of letters that its sources hold. */
function covered(text: string, evidence: readonly Span[]): number {
  const pairs = new Set(spansOf(text).flatMap((span) => [...span.pairs]))
  if (pairs.size === 0) return 1
  let held = 0
  for (const pair of pairs) if (evidence.some((span) => span.pairs.has(pair))) held += 1
  return held / pairs.size
}
