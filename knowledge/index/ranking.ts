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

/** BM25+ by field. Weights chosen on training splits of encyclopaedia and municipal questions. */
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
    kinds: { word: 0.5, kanji2: 0.2, katakana: 0.4, latin: 0.4, domain: 0.3 },
  },
  text: {
    k1: 0.8,
    b: 0.75,
    delta: 0.5,
    kinds: {
      word: 1,
      kanji1: 1.2,
      kanji2: 0.8,
      kanji3: 0.3,
      kanjiRun: 0.4,
      katakana: 1.4,
      katakana2: 0.7,
      latin: 2,
      hiragana2: 0.6,
      hiragana3: 0.1,
      border: 0.5,
      domain: 0.8,
    },
  },
}

export const idfPower = 1

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
export const denseBelowCoverage = 0.75
export const denseDimensions = 512
export const denseNeighbours = 64
