import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createThesaurus, shortestThesaurusWord, type Thesaurus } from './thesaurus.ts'

/** The part that is read of a group; the package's own types cannot be imported beside its broken `exports`. */
interface SynonymGroup {
  items: { midashi: string; expandControl: 0 | 1 | 2 }[]
}

/**
 * Reads the synonym list of SudachiDict (package sudachi-synonyms-dictionary, Apache-2.0): 26,000 groups, 71,000 words.
 * Its `expandControl`: 0 calls up the others and is called up, 1 is only called up, 2 neither. Takes some 0.3 s: read when an index is built, never to answer.
 */
export async function readSudachiThesaurus(): Promise<Thesaurus> {
  // The package's entry keeps the whole list in memory for good once it was asked; the file beside it is read instead.
  const folder = dirname(createRequire(import.meta.url).resolve('sudachi-synonyms-dictionary'))
  const text = await readFile(join(folder, 'sudachi-synonyms-dictionary.json'), 'utf8')
  // Group by group: the whole list as objects takes a hundred megabytes that the process would not give back.
  const groups = text
    .trim()
    .slice(1, -1)
    .split(/,(?=\{"id":)/)
  const entries = new Map<string, { concepts: number[]; triggers: number[] }>()
  for (const [concept, group] of groups.entries()) {
    const { items }: SynonymGroup = JSON.parse(group)
    for (const { midashi, expandControl } of items) {
      const word = midashi.normalize('NFKC').toLowerCase()
      if (expandControl > 1 || word.length < shortestThesaurusWord) continue
      const entry = entries.get(word) ?? { concepts: [], triggers: [] }
      if (!entry.concepts.includes(concept)) entry.concepts.push(concept)
      if (expandControl === 0 && !entry.triggers.includes(concept)) entry.triggers.push(concept)
      entries.set(word, entry)
    }
  }
  return createThesaurus(entries)
}
