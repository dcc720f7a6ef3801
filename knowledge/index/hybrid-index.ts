import { createAnalyzer } from '../analysis/analyzer.ts'
import type { Lexicon } from '../analysis/lexicon.ts'
import { emptyThesaurus, type Thesaurus } from '../analysis/thesaurus.ts'
import { answerConfidence, coverageOf, idealScore } from './answer-confidence.ts'
import { buildDenseGraph, type DenseGraph, nearest } from './dense-leg.ts'
import { createGroupRanking, type RankedGroup } from './group-ranking.ts'
import { documentVectors, questionVector } from './hashed-vectors.ts'
import { buildLexicalIndex, type IndexedDocument, type LexicalIndex, type Progress } from './lexical-index.ts'
import { type Allowed, type Question, scoreDocuments } from './lexical-search.ts'
import {
  denseBelowCoverage,
  denseDimensions,
  denseNeighbours,
  denseWeight,
  mostHashedDocuments,
  rankingOf,
} from './ranking.ts'

/** Both legs over the same documents, numbered from 0. */
export interface HybridIndex {
  lexical: LexicalIndex
  dense: DenseGraph
}

export interface DocumentHit extends RankedGroup {
  /** `score` is 1 for the best lexical match, with at most `denseWeight` more. */
  coverage: number
  /** Probability (0 to 1) that the document answers the question. */
  confidence: number
}

export interface SearchRequest {
  limit: number
  allowed?: Uint8Array | undefined
}

export interface BuildOptions {
  lexicon: Lexicon
  thesaurus?: Thesaurus
  progress?: Progress
}

/** Builds both legs in memory. The dense one stays empty where there are more documents than it is of use for. */
export function buildHybridIndex(documents: readonly IndexedDocument[], options: BuildOptions): HybridIndex {
  const { lexicon, thesaurus = emptyThesaurus, progress } = options
  const lexical = buildLexicalIndex(documents, createAnalyzer(lexicon, thesaurus), thesaurus, progress)
  const vectors = documents.length > mostHashedDocuments ? [] : documentVectors(lexical, denseDimensions)
  return { lexical, dense: buildDenseGraph(vectors, denseDimensions) }
}

export interface Searcher {
  /** The best document of each group, best first, at most `limit`. */
  search(question: string, request: SearchRequest): DocumentHit[]
}

/**
 * Searches an index. The score is the lexical one, made 1 for the best, plus a small share of the dense similarity where
 * the words alone leave doubt. Measured: linear fusion with a small weight never hurt, rank fusion with equal weights did.
 */
export function createSearcher(index: HybridIndex, groups: readonly number[], lexicon: Lexicon): Searcher {
  const { lexical, dense } = index
  const analyzer = createAnalyzer(lexicon, lexical.thesaurus)
  const weights = rankingOf(lexical.profile)
  const scores = new Float64Array(lexical.documentCount)
  const ranking = createGroupRanking(groups.reduce((most, group) => Math.max(most, group + 1), 0))

  const neighbours = (question: Question, allowed: Allowed): Map<number, number> => {
    const vector = questionVector(lexical, question, denseDimensions)
    return vector ? nearest(dense, vector, denseNeighbours, allowed) : new Map()
  }

  return {
    search(text, { limit, allowed }) {
      const question = analyzer.analyzeQuestion(text)
      const touched = scoreDocuments(lexical, weights, question, allowed, scores)
      let best = 0
      let bestDocument = -1
      for (const document of touched) {
        if ((scores[document] ?? 0) <= best) continue
        best = scores[document] ?? 0
        bestDocument = document
      }
      const doubtful = bestDocument < 0 || coverageOf(lexical, question, bestDocument) < denseBelowCoverage
      const similar = doubtful ? neighbours(question, allowed) : new Map<number, number>()

      for (const document of touched) {
        const words = best > 0 ? (scores[document] ?? 0) / best : 0
        ranking.offer(groups[document] ?? 0, document, words + denseWeight * (similar.get(document) ?? 0))
        similar.delete(document)
        scores[document] = 0
      }
      for (const [document, similarity] of similar) {
        if (similarity > 0) ranking.offer(groups[document] ?? 0, document, denseWeight * similarity)
      }
      const ideal = Math.max(idealScore(lexical, weights, question), Number.EPSILON)
      return ranking.take(limit).map((ranked) => {
        const coverage = coverageOf(lexical, question, ranked.document)
        const density = (Math.min(1, ranked.score) * best) / ideal
        return { ...ranked, coverage, confidence: answerConfidence(coverage, density) }
      })
    },
  }
}
