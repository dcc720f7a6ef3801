import type { QueryUnit } from '../analysis/analyzer.ts'
import type { UnitKey } from '../analysis/units.ts'
import type { FieldPostings, LexicalIndex } from './lexical-index.ts'
import { fieldNames, type Ranking } from './ranking.ts'

export type Question = ReadonlyMap<UnitKey, QueryUnit>
/** Documents that a search may return; undefined lets all pass. */
export type Allowed = Uint8Array | undefined

/**
 * Adds each document's score for the question to `scores` (one number a document, all 0 at the start) and returns the
 * documents touched. What is not allowed is left out while scoring, so that the best of the allowed are found.
 */
export function scoreDocuments(
  index: LexicalIndex,
  ranking: Ranking,
  question: Question,
  allowed: Allowed,
  scores: Float64Array,
): number[] {
  const touched: number[] = []
  for (const [key, { kind, share }] of question) {
    const term: number | undefined = index.vocabulary.get(key)
    if (term === undefined) continue
    const rarity = index.idf[term] ?? 0
    for (const field of fieldNames) {
      const weight = (ranking[field].kinds[kind] ?? 0) * share * rarity
      if (weight === 0) continue
      const { offsets, documents, impacts }: FieldPostings = index.fields[field]
      const end: number = offsets[term + 1] ?? 0
      const start: number = offsets[term] ?? 0
      for (let place = start; place < end; place += 1) {
        const document = documents[place] ?? 0
        if (allowed && allowed[document] !== 1) continue
        const before = scores[document] ?? 0
        if (before === 0) touched.push(document)
        scores[document] = before + weight * (impacts[place] ?? 0)
      }
    }
  }
  return touched
}
