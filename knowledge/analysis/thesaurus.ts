import { type UnitKey, unitKey } from './units.ts'

/** A word of the thesaurus: the concepts it stands for, and those of them that it calls up when a question holds it. */
export interface ThesaurusEntry {
  concepts: readonly number[]
  /** A word with other, commoner meanings is found by its synonyms but does not call them up. */
  triggers: readonly number[]
}

/** Words that mean the same, by concept. Two texts that share a concept share a unit, whatever word each uses. */
export interface Thesaurus {
  entries: ReadonlyMap<string, ThesaurusEntry>
  /** Lengths of the words by their first two letters, longest first: few places of a text need a look. */
  lengths: ReadonlyMap<string, readonly number[]>
}

/** Words shorter than this mean too much. */
export const shortestThesaurusWord = 2

export function createThesaurus(entries: ReadonlyMap<string, ThesaurusEntry>): Thesaurus {
  const lengths = new Map<string, number[]>()
  for (const word of entries.keys()) {
    const start = word.slice(0, shortestThesaurusWord)
    const known = lengths.get(start)
    if (!known) lengths.set(start, [word.length])
    else if (!known.includes(word.length)) known.push(word.length)
  }
  for (const known of lengths.values()) known.sort((a, b) => b - a)
  return { entries, lengths }
}

export const emptyThesaurus: Thesaurus = createThesaurus(new Map())

/**
 * Calls `found` for the words of the thesaurus in a normalised text, longest first from the left, none inside another.
 * A word starts and ends where a word of the segmenter does: `boundaries` holds those places, the end of the text too.
 */
export function wordsOfThesaurus(
  { entries, lengths }: Thesaurus,
  text: string,
  boundaries: ReadonlySet<number>,
  found: (entry: ThesaurusEntry) => void,
): void {
  if (entries.size === 0) return
  let from = 0
  for (const start of boundaries) {
    if (start < from) continue
    for (const length of lengths.get(text.slice(start, start + shortestThesaurusWord)) ?? []) {
      if (!boundaries.has(start + length)) continue
      const entry = entries.get(text.slice(start, start + length))
      if (!entry) continue
      found(entry)
      from = start + length
      break
    }
  }
}

/** What questions need of a thesaurus for a collection: words that call up a concept among its units. */
export function reduceThesaurus(thesaurus: Thesaurus, vocabulary: ReadonlyMap<UnitKey, number>): Thesaurus {
  const entries = new Map<string, ThesaurusEntry>()
  for (const [word, { triggers }] of thesaurus.entries) {
    const present = triggers.filter((concept) => vocabulary.has(unitKey('concept', String(concept))))
    if (present.length > 0) entries.set(word, { concepts: present, triggers: present })
  }
  return createThesaurus(entries)
}
