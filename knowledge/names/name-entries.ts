import type { KnowledgeRecord } from '../record/schema.ts'
import { foldText } from './fold.ts'

/** All names of the corpus that read alike. */
export interface NameEntry {
  /** The folded reading by which it is found. */
  reading: string
  /** How the corpus writes it, by its folded letters. */
  writings: Map<string, string>
  recordIds: string[]
}

const shortest = 2

/** Gathers names, short names and aliases; one entry for all that read alike, with every record that bears it. */
export function nameEntries(records: Iterable<KnowledgeRecord>): Map<string, NameEntry> {
  const entries = new Map<string, NameEntry>()
  for (const { id, name, shortName, aliases } of records) {
    for (const writing of [name, shortName, ...aliases]) {
      const { reading, letters } = foldText(writing)
      if (reading.length < shortest) continue
      const entry = entries.get(reading) ?? { reading, writings: new Map<string, string>(), recordIds: [] }
      if (!entry.writings.has(letters)) entry.writings.set(letters, writing)
      if (!entry.recordIds.includes(id)) entry.recordIds.push(id)
      entries.set(reading, entry)
    }
  }
  return entries
}
