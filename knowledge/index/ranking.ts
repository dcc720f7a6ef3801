import type { UnitKind } from '../analysis/units.ts'

/** Raise it whenever a number here that is baked into stored indexes (k1, b, delta) changes. */
export const rankingVersion = 2

export const fieldNames = ['title', 'questions', 'text'] as const
export type FieldName = (typeof fieldNames)[number]

export interface FieldRanking {
  k1: number
  b: number
  delta: number
  /** Weight of each kind of unit found in this field; a kind without a number counts nothing. */
  kinds: Partial<Record<UnitKind, number>>
}

export type Ranking = Record<FieldName, FieldRanking>

/** What a collection shows of itself, counted when it is indexed: nobody has to say what kind of collection it is. */
export interface CollectionProfile {
  /** Share (0 to 1) of the titles that are questions or wishes, as in a list of frequent questions. */
  questionShare: number
  /** How distinct the titles are: 1 when each group has its own, near 0 when many groups share a few. */
  titleDistinctness: number
}

/**
 * BM25+ by field. `text` holds the title too, and most of the weight; the other fields add to it. These are for texts
 * that are named by their subject, where letters find what words miss.
 */
const byLetters: Ranking = {
  title: {
    k1: 0.9,
    b: 0.5,
    delta: 0.5,
    kinds: { word: 0.2, kanji1: 0.4, katakana: 0.3, latin: 0.4, domain: 0.4, concept: 0.15 },
  },
  questions: {
    k1: 0.9,
    b: 0.5,
    delta: 0.5,
    kinds: { word: 1.2, kanji2: 0.5, katakana: 1, latin: 1, domain: 0.7, concept: 0.4 },
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
      concept: 0.5,
    },
  },
}

/** For answers that are named by the question they answer: words and what means the same count for more, length for less. */
const byWords: Ranking = {
  title: { ...byLetters.title, delta: 0, kinds: { ...byLetters.title.kinds, katakana: 0.2, latin: 0.2 } },
  questions: byLetters.questions,
  text: {
    k1: 0.9,
    b: 0.75,
    delta: 0,
    kinds: {
      word: 1,
      kanji1: 0.5,
      kanji2: 0.5,
      kanji3: 0,
      kanjiRun: 0.2,
      katakana: 0.8,
      katakana2: 0.4,
      latin: 1.2,
      hiragana2: 0.2,
      border: 0.1,
      domain: 0.8,
      concept: 0.65,
    },
  },
}

const between = (a: number, b: number, share: number) => a + (b - a) * share

function blend(letters: FieldRanking, words: FieldRanking, share: number): FieldRanking {
  const kinds: FieldRanking['kinds'] = {}
  for (const kind of Object.keys(letters.kinds) as UnitKind[]) {
    kinds[kind] = between(letters.kinds[kind] ?? 0, words.kinds[kind] ?? 0, share)
  }
  return {
    k1: between(letters.k1, words.k1, share),
    b: between(letters.b, words.b, share),
    delta: between(letters.delta, words.delta, share),
    kinds,
  }
}

/** The ranking of a collection: between letters and words by how much it is a list of questions. */
export function rankingOf({ questionShare, titleDistinctness }: CollectionProfile): Ranking {
  const field = (name: FieldName) => blend(byLetters[name], byWords[name], questionShare)
  const title = field('title')
  // Titles shared by many groups (chapters of one article) say little about which of them is meant.
  for (const kind of Object.keys(title.kinds) as UnitKind[])
    title.kinds[kind] = (title.kinds[kind] ?? 0) * titleDistinctness
  return { title, questions: field('questions'), text: field('text') }
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
/** Hashed vectors of more documents than this cost minutes and hundreds of megabytes, and order nothing better. */
export const mostHashedDocuments = 20_000
