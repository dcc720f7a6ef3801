import type { UnitKey } from '../analysis/units.ts'
import { holdsTerm, type LexicalIndex } from './lexical-index.ts'
import type { Question } from './lexical-search.ts'
import { coverageWeights, fieldNames, type Ranking } from './ranking.ts'

/** A word that no document holds is as rare as can be: 火星 must weigh against an answer. */
export const rarityOf = (index: LexicalIndex, term: number | undefined) =>
  term === undefined ? index.unseenIdf : (index.idf[term] ?? 0)

/** Share (0 to 1) of the question's weighted units that the document holds, itself or by a synonym. */
export function coverageOf(index: LexicalIndex, question: Question, document: number): number {
  const covered = new Set<UnitKey>()
  let whole = 0
  for (const [key, { kind, insteadOf }] of question) {
    const weight = coverageWeights[kind]
    if (weight === undefined) continue
    const term = index.vocabulary.get(key)
    if (insteadOf === undefined) whole += weight * rarityOf(index, term)
    if (term !== undefined && holdsTerm(index, term, document)) covered.add(insteadOf ?? key)
  }
  let held = 0
  for (const key of covered) {
    const kind = question.get(key)?.kind
    held += ((kind && coverageWeights[kind]) ?? 0) * rarityOf(index, index.vocabulary.get(key))
  }
  return whole === 0 ? 0 : Math.min(1, held / whole)
}

/** The score that a document would have which said each unit of the question, over and over, in every field. */
export function idealScore(index: LexicalIndex, ranking: Ranking, question: Question): number {
  let ideal = 0
  for (const [key, { kind, share, insteadOf }] of question) {
    if (insteadOf !== undefined) continue
    const rarity = rarityOf(index, index.vocabulary.get(key))
    for (const field of fieldNames) {
      const { k1, delta, kinds } = ranking[field]
      ideal += (kinds[kind] ?? 0) * share * rarity * (k1 + 1 + delta)
    }
  }
  return ideal
}

/**
 * Weights of a logistic regression over answerable and unanswerable questions of the shipped corpus; how they were
 * found, and how often they err, stands in docs/decisions/0003-search.md.
 */
const weights = { bias: -4.99, coverage: 6.09, density: 5.38 }

/**
 * The probability (0 to 1) that a document answers a question at all: from the share of the question that it holds, and
 * from its score as a share of the ideal one. Comparable between searches.
 */
export const answerConfidence = (coverage: number, density: number): number =>
  1 / (1 + Math.exp(-(weights.bias + weights.coverage * coverage + weights.density * density)))
