import type { Lexicon } from './lexicon.ts'
import { normalizeText } from './normalize.ts'
import { askingPhrases, stopWords } from './stop-words.ts'
import { emptyThesaurus, type Thesaurus, wordsOfThesaurus } from './thesaurus.ts'
import { kindOfKey, scriptUnits, type UnitKey, type UnitKind, unitKey } from './units.ts'

/** Raise it whenever the units of a text change: stored indexes of another version are built anew. */
export const analyzerVersion = 3

export interface QueryUnit {
  kind: UnitKind
  /** 1 for what the question says; less for a synonym. */
  share: number
  /** The unit that this one stands in for, when it is a synonym. */
  insteadOf?: UnitKey
}

export interface Analyzer {
  /** Units of a text with how often each occurs. */
  analyze(text: string): Map<UnitKey, number>
  /** Units of a question, the phrases of asking left out, synonyms added. */
  analyzeQuestion(text: string): Map<UnitKey, QueryUnit>
}

const shortHiragana = /^[ぁ-ゟ]{1,2}$/

/** Creates the Japanese analyzer: typed script units, words of the segmenter, words of the corpus's dictionary. */
export function createAnalyzer(lexicon: Lexicon, thesaurus: Thesaurus = emptyThesaurus): Analyzer {
  const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

  const unitsOf = (normalized: string, asked: boolean): Map<UnitKey, number> => {
    const counts = new Map<UnitKey, number>()
    const emit = (kind: UnitKind, text: string) => {
      const key = unitKey(kind, text)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    scriptUnits(normalized, emit)
    const boundaries = new Set<number>()
    for (const { segment, index, isWordLike } of segmenter.segment(normalized)) {
      boundaries.add(index)
      if (isWordLike && !shortHiragana.test(segment) && !stopWords.has(segment)) emit('word', segment)
    }
    boundaries.add(normalized.length)
    wordsOfThesaurus(thesaurus, normalized, boundaries, ({ concepts, triggers }) => {
      for (const concept of asked ? triggers : concepts) emit('concept', String(concept))
    })
    lexicon.wordsIn(normalized, (word) => emit('domain', word))
    return counts
  }

  /** Figures lose their thousands separators, so that 2,500 and 2500 are one. */
  const prepare = (text: string) => normalizeText(text).replace(/(\d),(?=\d{3})/g, '$1')

  return {
    analyze: (text) => unitsOf(prepare(text), false),
    analyzeQuestion(text) {
      const prepared = prepare(text)
      const bare = prepared.replace(askingPhrases, ' ').trim()
      const units = new Map<UnitKey, QueryUnit>()
      for (const key of unitsOf(bare === '' ? prepared : bare, true).keys())
        units.set(key, { kind: kindOfKey(key), share: 1 })
      for (const key of [...units.keys()]) {
        if (kindOfKey(key) !== 'domain') continue
        for (const [synonym, share] of lexicon.synonymsOf(key.slice(1))) {
          const other = unitKey('domain', synonym)
          if ((units.get(other)?.share ?? 0) < share) units.set(other, { kind: 'domain', share, insteadOf: key })
        }
      }
      return units
    },
  }
}
