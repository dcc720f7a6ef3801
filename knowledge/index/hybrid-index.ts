import { createAnalyzer } from '../analysis/analyzer.ts'
import type { Lexicon } from '../analysis/lexicon.ts'
import { emptyThesaurus, type Thesaurus } from '../analysis/thesaurus.ts'
import { answerConfidence, coverageOf, idealScore } from './answer-confidence.ts'
import type { OnProgress } from './build-progress.ts'
import { buildDenseGraph, type DenseGraph, nearest } from './dense-leg.ts'
import { createGroupRanking, type RankedGroup } from './group-ranking.ts'
import { documentVectors, questionVector } from './hashed-vectors.ts'
import { buildLexicalIndex, type IndexedDocument, type LexicalIndex } from './lexical-index.ts'
import { type Allowed, type Question, scoreDocuments } from './lexical-search.ts'
import {
  denseBelowCoverage,
  denseDimensions,
  denseNeighbours,
  denseWeight,
  mostHashedDocuments,
  rankingOf,
} from './ranking.ts'
import { createTextShares, type TextShares } from './text-share.ts'

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
  /** Documents near in meaning, found by embeddings: they take the place of the hashed vectors. */
  meaning?: Meaning | undefined
}

/** What a leg of embeddings found: similarity by document (0 to 1), and the share that it adds to a score. */
export interface Meaning {
  similar: ReadonlyMap<number, number>
  weight: number
}

/** What the lexical score counts at least beside embeddings, however little of the question its words cover. */
const leastTrust = 0.1

export interface BuildOptions {
  lexicon: Lexicon
  thesaurus?: Thesaurus
  onProgress?: OnProgress | undefined
}

/** Builds both legs in memory. The dense one stays empty where there are more documents than it is of use for. */
export function buildHybridIndex(documents: readonly IndexedDocument[], options: BuildOptions): HybridIndex {
  const { lexicon, thesaurus = emptyThesaurus, onProgress } = options
  const lexical = buildLexicalIndex(documents, createAnalyzer(lexicon, thesaurus), thesaurus, onProgress)
  const vectors = documents.length > mostHashedDocuments ? [] : documentVectors(lexical, denseDimensions)
  return { lexical, dense: buildDenseGraph(vectors, denseDimensions, onProgress) }
}

export interface Searcher {
  /** The best document of each group, best first, at most `limit`. */
  search(question: string, request: SearchRequest): DocumentHit[]
  shares: TextShares
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
    shares: createTextShares(lexical, analyzer),
    search(text, { limit, allowed, meaning }) {
      const question = analyzer.analyzeQuestion(text)
      const touched = scoreDocuments(lexical, weights, question, allowed, scores)
      let best = 0
      let bestDocument = -1
      for (const document of touched) {
        if ((scores[document] ?? 0) <= best) continue
        best = scores[document] ?? 0
        bestDocument = document
      }
      const covered = bestDocument < 0 ? 0 : coverageOf(lexical, question, bestDocument)
      const doubtful = covered < denseBelowCoverage
      const similar = meaning
        ? new Map(meaning.similar)
        : doubtful
          ? neighbours(question, allowed)
          : new Map<number, number>()
      const weight = meaning?.weight ?? denseWeight
      // Beside embeddings, words that cover next to nothing of the question (して, もら) must not count as a match.
      const trust = meaning ? Math.max(leastTrust, Math.min(1, covered / denseBelowCoverage)) : 1

      for (const document of touched) {
        const words = best > 0 ? (trust * (scores[document] ?? 0)) / best : 0
        ranking.offer(groups[document] ?? 0, document, words + weight * (similar.get(document) ?? 0))
        similar.delete(document)
      }
      for (const [document, similarity] of similar) {
        if (similarity > 0) ranking.offer(groups[document] ?? 0, document, weight * similarity)
      }
      const ideal = Math.max(idealScore(lexical, weights, question), Number.EPSILON)
      const hits = ranking.take(limit).map((ranked) => {
        const coverage = coverageOf(lexical, question, ranked.document)
        // Confidence was measured on words: what embeddings add to the order is left out of it.
        const words = meaning ? (scores[ranked.document] ?? 0) : Math.min(1, ranked.score) * best
        return { ...ranked, coverage, confidence: answerConfidence(coverage, words / ideal) }
      })
      for (const document of touched) scores[document] = 0
      return hits
    },
  }
}
