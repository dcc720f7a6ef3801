import type { UnitKind } from '../analysis/units.ts'

/** Raise it whenever a number here that is baked into stored indexes (k1, b, delta) changes. */
export const rankingVersion = 1

export const fieldNames = ['title', 'questions', 'text'] as const
export type FieldName = (typeof fieldNames)[number]

export interface FieldRanking {
  k1: number
  b: number
  delta: number
  /** Weight of each kind of unit found in this field; a kind without a number counts nothing. */
  kinds: Partial<Record<UnitKind, number>>
}

/**
 * BM25+ by field. `text` holds the title too, and most of the weight; the other fields add to it. Weights lie between
 * what encyclopaedia questions want (letters) and what municipal ones want (words): a little either way costs nothing.
 */
export const fieldRanking: Record<FieldName, FieldRanking> = {
  title: {
    k1: 0.9,
    b: 0.5,
    delta: 0.5,
    kinds: { word: 0.2, kanji1: 0.4, katakana: 0.3, latin: 0.4, domain: 0.4 },
  },
  questions: {
    k1: 0.9,
    b: 0.5,
    delta: 0.5,
    kinds: { word: 1.2, kanji2: 0.5, katakana: 1, latin: 1, domain: 0.7 },
  },
  text: {
    k1: 0.7,
    b: 0.75,
    delta: 1,
    kinds: {
      word: 1,
      kanji1: 0.9,
      kanji2: 0.7,
      kanji3: 0.1,
      kanjiRun: 0.3,
      katakana: 1,
      katakana2: 0.6,
      latin: 2,
      hiragana2: 0.3,
      border: 0.3,
      domain: 0.8,
    },
  },
}

/** Kinds by which coverage is measured: single letters prove nothing. */
export const coverageWeights: Partial<Record<UnitKind, number>> = {
  word: 1,
  kanji2: 0.5,
  katakana: 1.4,
  latin: 2,
  domain: 1,
}

/** The most that the dense leg can add to a score whose best is 1: it orders near-equals, and cannot upset the rest. */
export const denseWeight = 0.1
/** A question whose units the best passage holds to this share needs no second opinion. */
export const denseBelowCoverage = 0.5
export const denseDimensions = 512
export const denseNeighbours = 64
