import { type DenseGraph, nearest } from '../index/dense-leg.ts'
import type { Meaning } from '../index/hybrid-index.ts'
import type { Allowed } from '../index/lexical-search.ts'

/** Documents by the meaning of their texts. */
export interface EmbeddingLeg {
  readonly dimensions: number
  /** What lies near a question's vector; undefined for a vector of another length. */
  meaningOf(vector: readonly number[], allowed: Allowed): Meaning | undefined
}

/**
 * The share that embeddings add to a score whose best is 1. More than the 0.1 of hashed vectors, since a model knows words
 * that the question does not hold; less than 1, so that an exact match stays ahead of a resemblance. A start within the
 * usual 0.3 to 0.5, NOT measured: no real model ran where this was written. Measure it with yours before you rely on it.
 */
export const embeddingWeight = 0.4
const neighbours = 64

export const createEmbeddingLeg = (graph: DenseGraph, dimensions: number): EmbeddingLeg => ({
  dimensions,
  meaningOf(vector, allowed) {
    if (vector.length !== dimensions) return undefined
    return { similar: stretched(nearest(graph, [...vector], neighbours, allowed)), weight: embeddingWeight }
  },
})

/**
 * Similarities stretched so that the nearest is 1 and the last of the neighbours 0: the cosines of each model lie in a
 * range of their own (0.7 to 1 with some, 0.1 to 0.6 with others), and one weight must do for all.
 */
function stretched(similar: ReadonlyMap<number, number>): Map<number, number> {
  const values = [...similar.values()]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (high <= low) return new Map([...similar].map(([document]) => [document, 1]))
  return new Map([...similar].map(([document, similarity]) => [document, (similarity - low) / (high - low)]))
}
