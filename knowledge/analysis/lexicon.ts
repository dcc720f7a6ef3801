import type { KnowledgeRecord } from '../record/schema.ts'
import { normalizeText } from './normalize.ts'

/** The corpus's own words: kept whole whatever the segmenter does, and tied to the words that mean the same. */
export interface Lexicon {
  /** Calls `found` for each dictionary word in a normalised text, at every place, also inside one another. */
  wordsIn(text: string, found: (word: string) => void): void
  /** Words that mean the same as `word`, with the share of its weight that they carry. */
  synonymsOf(word: string): ReadonlyMap<string, number>
}

export const emptyLexicon: Lexicon = { wordsIn() {}, synonymsOf: () => new Map() }

const shortest = 2
const longest = 16
const termSynonym = 0.6
const aliasSynonym = 0.3

/** A name with brackets or slashes is several words: 「公設試（公設試験研究機関）」, 「シーズ／ニーズ」. */
const parts = (name: string): string[] => normalizeText(name).split(/[()「」『』[\]/・]/)

/** Gathers the dictionary from names, short names and aliases; records of kind `term` give the synonyms. */
export function buildLexicon(records: Iterable<KnowledgeRecord>): Lexicon {
  const words = new Set<string>()
  const synonyms = new Map<string, Map<string, number>>()
  for (const record of records) {
    const names = record.kind === 'term' ? [record.name, ...record.aliases] : [record.shortName, ...record.aliases]
    const group = [...new Set(names.flatMap(parts).map((name) => name.trim()))].filter(
      (name) => name.length >= shortest && name.length <= longest,
    )
    const share = record.kind === 'term' ? termSynonym : aliasSynonym
    for (const word of group) {
      words.add(word)
      for (const other of group) {
        if (other === word) continue
        const known = synonyms.get(word) ?? new Map<string, number>()
        known.set(other, Math.max(known.get(other) ?? 0, share))
        synonyms.set(word, known)
      }
    }
  }
  const none: ReadonlyMap<string, number> = new Map()
  const lengths = new Map<string, Set<number>>()
  for (const word of words) {
    const start = word.slice(0, shortest)
    lengths.set(start, (lengths.get(start) ?? new Set()).add(word.length))
  }
  return {
    wordsIn(text, found) {
      for (let start = 0; start + shortest <= text.length; start += 1) {
        for (const length of lengths.get(text.slice(start, start + shortest)) ?? []) {
          const word = text.slice(start, start + length)
          if (words.has(word)) found(word)
        }
      }
    },
    synonymsOf: (word) => synonyms.get(word) ?? none,
  }
}
