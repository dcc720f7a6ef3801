import type { SearchHit } from '../../knowledge/library.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { MINIMUM_COVERAGE } from '../ranking.ts'
import type { TurnContext } from '../turn-context.ts'

/** Documents are searched so far for the one spoken of. */
const MOST_SEARCHED = 200
const asksNothing = /^[\p{Script=Hiragana}\p{P}\p{Z}]*$/u

/** The question without the names of the document; empty where nothing is asked but the document itself. */
export function askedOf(record: KnowledgeRecord, context: TurnContext): string {
  const { library } = context.dependencies
  const names = [record.name, record.shortName, ...record.aliases].map((name) => library.normalize(name))
  const longestFirst = names.sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((text, name) => text.replaceAll(name, ' '), context.normalized).trim()
  return asksNothing.test(rest) ? '' : rest
}

/** The passage of a document nearest to the question; of its own prose, never our sentence on what it is. */
export function passageOf(record: KnowledgeRecord, context: TurnContext): SearchHit | undefined {
  const { library } = context.dependencies
  const isItsOwn = ({ recordId, facet, passage }: SearchHit) =>
    recordId === record.id && facet === 'what' && passage !== record.what.text
  const found = context.hits.find(isItsOwn)
  if (found) return found
  const asked = askedOf(record, context)
  if (asked === '') return undefined
  const filter = { kinds: ['document'] as const, at: context.input.now }
  const hit = library.search(asked, { limit: MOST_SEARCHED, filter }).find(isItsOwn)
  return hit && hit.coverage >= MINIMUM_COVERAGE ? hit : undefined
}
