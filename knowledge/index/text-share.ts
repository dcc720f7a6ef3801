import type { Analyzer } from '../analysis/analyzer.ts'
import type { UnitKey } from '../analysis/units.ts'
import { rarityOf } from './answer-confidence.ts'
import type { LexicalIndex } from './lexical-index.ts'
import { coverageWeights } from './ranking.ts'

/** A meaning shared by two different words says a little less than the word itself. */
const conceptWeight = 0.8

/** Texts whose units are kept: the sentences of a few dozen records, some megabytes. */
const KEPT_TEXTS = 1_000

/** How much of a question texts hold, judged by the rarity of its words in the collection. */
export type TextShares = (question: string, texts: readonly string[], apart: string) => number[]

/**
 * Share (0 to 1) of the question's weighted units that each text holds, itself or by a synonym. What `apart` holds does
 * not count: the name of the thing spoken of stands in every sentence on it.
 */
export function createTextShares(index: LexicalIndex, analyzer: Analyzer): TextShares {
  const unitsOf = remembered(KEPT_TEXTS, (text) => new Set(analyzer.analyze(text).keys()))
  return (text, texts, apart) => {
    const known = unitsOf(apart)
    const weights = new Map<UnitKey, { weight: number; of: UnitKey }>()
    let whole = 0
    for (const [key, { kind, share, insteadOf }] of analyzer.analyzeQuestion(text)) {
      const weight = kind === 'concept' ? conceptWeight : coverageWeights[kind]
      if (weight === undefined || known.has(key)) continue
      const rare = weight * share * rarityOf(index, index.vocabulary.get(key))
      // A concept says again what its word has said: it can be held, but is not asked for.
      if (insteadOf === undefined && kind !== 'concept') whole += rare
      weights.set(key, { weight: rare, of: insteadOf ?? key })
    }
    return texts.map((one) => {
      if (whole === 0) return 0
      const units = unitsOf(one)
      const held = new Map<UnitKey, number>()
      for (const [key, { weight, of }] of weights) {
        if (units.has(key)) held.set(of, Math.max(held.get(of) ?? 0, weight))
      }
      return Math.min(1, [...held.values()].reduce((sum, weight) => sum + weight, 0) / whole)
    })
  }
}

/** Questions differ, the sentences that are set beside them do not. What was longest unused is forgotten first. */
function remembered<Value>(most: number, work: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>()
  return (text) => {
    const value = kept.get(text) ?? work(text)
    kept.delete(text)
    kept.set(text, value)
    const [longestUnused] = kept.keys()
    if (kept.size > most && longestUnused !== undefined) kept.delete(longestUnused)
    return value
  }
}
