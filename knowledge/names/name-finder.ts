import { normalizeText } from '../analysis/normalize.ts'
import type { NameMatch } from '../library.ts'
import type { KnowledgeRecord } from '../record/schema.ts'
import { standsAlone } from './boundary.ts'
import { foldText } from './fold.ts'
import { misspeltNameFinder } from './misspelt-names.ts'
import { type NameEntry, nameEntries } from './name-entries.ts'
import { unvoicedNameFinder } from './unvoiced-names.ts'

interface Candidate {
  entry: NameEntry
  /** In the folded text. */
  start: number
  end: number
  /** Letters that agree: a name with slips gives way to a name as long without. */
  agreeing: number
  misspelt: boolean
}

export interface NameFinder {
  /** Names the text holds, longest first, non-overlapping; places are those of the normalised text. */
  find(text: string): NameMatch[]
}

/** Prepares finding the names, short names and aliases of the records: by letters, by reading, with a slip of typing. */
export function createNameFinder(records: Iterable<KnowledgeRecord>): NameFinder {
  const entries = nameEntries(records)
  const misspelt = misspeltNameFinder(entries.values())
  const unvoiced = unvoicedNameFinder(entries.values())
  const lengthsByStart = new Map<string, Set<number>>()
  for (const { reading } of entries.values()) {
    const start = reading.slice(0, 2)
    lengthsByStart.set(start, (lengthsByStart.get(start) ?? new Set()).add(reading.length))
  }

  const spelt = (reading: string): Candidate[] => {
    const found: Candidate[] = []
    for (let start = 0; start + 2 <= reading.length; start += 1) {
      for (const length of lengthsByStart.get(reading.slice(start, start + 2)) ?? []) {
        // A slice past the end would be shorter than `length`, and win by letters that the text has not.
        if (start + length > reading.length) continue
        const entry = entries.get(reading.slice(start, start + length))
        if (entry) found.push({ entry, start, end: start + length, agreeing: length, misspelt: false })
      }
    }
    return found
  }

  return {
    find(text) {
      const folded = foldText(text)
      const normalized = normalizeText(text)
      const place = (index: number) => folded.places[index] ?? normalized.length
      const endPlace = (end: number) => place(end - 1) + 1
      const candidates = [
        ...spelt(folded.reading),
        ...misspelt(folded.reading).map(({ entry, start, end, distance }) => ({
          entry,
          start,
          end,
          agreeing: entry.reading.length - 2 * distance,
          misspelt: true,
        })),
        ...unvoiced(folded.reading).map((found) => ({
          ...found,
          agreeing: found.entry.reading.length - 1,
          misspelt: true,
        })),
      ]
        .filter(({ start, end }) => standsAlone(normalized, place(start), endPlace(end)))
        .sort((a, b) => b.agreeing - a.agreeing || Number(a.misspelt) - Number(b.misspelt) || a.start - b.start)

      const taken: Candidate[] = []
      for (const candidate of candidates) {
        const overlaps = taken.some(({ start, end }) => candidate.start < end && start < candidate.end)
        if (!overlaps) taken.push(candidate)
      }
      return taken.map(({ entry, start, end, misspelt: slipped }) => {
        const asWritten = entry.writings.get(folded.letters.slice(start, end))
        return {
          recordIds: [...entry.recordIds],
          name: asWritten ?? entry.writings.values().next().value ?? entry.reading,
          start: place(start),
          end: endPlace(end),
          approximate: slipped || asWritten === undefined,
        }
      })
    },
  }
}
