import type { Library } from '../../knowledge/library.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { TurnContext } from '../turn-context.ts'
import { namedKinds } from '../understand/named-kinds.ts'

/** Share of the pairs of letters of a document's name that a question must hold to name it; below the least number of them only letter by letter. */
const NAMES_WHOLLY = 0.85
const LEAST_PAIRS = 6

interface Heading {
  text: string
  pairs: readonly string[]
}

/** Names of documents as they are compared, made once: without blanks and marks, and without the site's name behind a bar. */
const headings = new WeakMap<KnowledgeRecord, Heading>()

const plain = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '')

function headingOf(record: KnowledgeRecord, library: Library): Heading {
  const known = headings.get(record)
  if (known) return known
  const text = plain(library.normalize(record.name).split(/[|｜]/)[0] ?? '')
  const pairs = [...new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))]
  headings.set(record, { text, pairs })
  return { text, pairs }
}

/**
 * The document that the question names, where it names more of it than of any scheme: a page that was taken in on a
 * scheme bears the scheme's name and more.
 */
export function namedDocument({ normalized, understanding, dependencies: { library } }: TurnContext) {
  const asked = plain(normalized)
  const ofSchemes = understanding.names
    .filter(({ approximate }) => !approximate)
    .filter(({ recordIds }) => recordIds.some((id) => namedKinds.has(library.records.get(id)?.kind ?? 'term')))
  const longest = Math.max(0, ...ofSchemes.map(({ start, end }) => end - start))
  let best: { record: KnowledgeRecord; length: number } | undefined
  for (const record of library.records.values()) {
    if (record.kind !== 'document') continue
    const { text, pairs } = headingOf(record, library)
    const held = pairs.filter((pair) => asked.includes(pair)).length
    const isNamed = asked.includes(text) || (pairs.length >= LEAST_PAIRS && held / pairs.length >= NAMES_WHOLLY)
    if (isNamed && text.length > Math.max(longest, best?.length ?? 0)) best = { record, length: text.length }
  }
  return best?.record
}
