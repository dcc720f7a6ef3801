import type { SearchHit } from '../../knowledge/library.ts'
import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { MINIMUM_COVERAGE } from '../ranking.ts'
import type { TurnContext } from '../turn-context.ts'

/** Documents are searched so far for the one spoken of. */
const MOST_SEARCHED = 200
/** How a document writes of what is asked: nobody finds 「いつまで」 in one. */
const written: Partial<Record<Facet, readonly string[]>> = {
  deadline: ['締切', '締め切', '期限', '受付期間', '募集期間', '申請期間', '必着', 'までに'],
  amount: ['上限', '限度額', '助成額', '補助額', '交付額'],
  rate: ['助成率', '補助率'],
  who: ['対象者', '対象となる方', '申請資格', '要件'],
  funded: ['対象経費', '補助対象', '助成対象'],
  how: ['申請方法', '提出方法', '手続'],
  documents: ['提出書類', '必要書類', '提出物', '添付'],
  contact: ['問い合わせ', '問合せ', '電話', '窓口'],
}

const asksNothing = /^[\p{Script=Hiragana}\p{P}\p{Z}]*$/u

/** The question without the names of the document; empty where nothing is asked but the document itself. */
export function askedOf(record: KnowledgeRecord, context: TurnContext): string {
  const { library } = context.dependencies
  const names = [record.name, record.shortName, ...record.aliases].map((name) => library.normalize(name))
  const longestFirst = names.sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((text, name) => text.replaceAll(name, ' '), context.normalized).trim()
  const asksFacet = context.understanding.facets.some((facet) => written[facet] !== undefined)
  return asksNothing.test(rest) && !asksFacet ? '' : rest
}

/** The passage of a document nearest to the question; of its own prose, never our sentence on what it is. */
export function passageOf(record: KnowledgeRecord, context: TurnContext): SearchHit | undefined {
  const { library } = context.dependencies
  const isItsOwn = ({ recordId, facet, passage }: SearchHit) =>
    recordId === record.id && facet === 'what' && passage !== record.what.text
  const found = context.hits.find(isItsOwn)
  if (found) return found
  const words = context.understanding.facets.flatMap((facet) => written[facet] ?? [])
  const asked = [askedOf(record, context), ...words].join(' ').trim()
  if (asked === '') return undefined
  const filter = { kinds: ['document'] as const, at: context.input.now }
  const hits = library.search(asked, { limit: MOST_SEARCHED, filter }).filter(isItsOwn)
  const tells = ({ passage, trail = [] }: SearchHit) =>
    words.some((word) => passage.includes(word) || trail.some((heading) => heading.includes(word)))
  return hits.find((hit) => (words.length > 0 ? tells(hit) : hit.coverage >= MINIMUM_COVERAGE))
}
