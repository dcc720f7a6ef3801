import type { NameEntry } from './name-entries.ts'

/** Shorter ones are too often a part of another word. */
const shortest = 4

/** Kana without the marks of voice: 「じぞくか」 and 「じそくか」 are the same. One letter stays one letter. */
const unvoiced = (reading: string): string => reading.normalize('NFD').replace(/[\u3099\u309a]/g, '')

/** Finds names in kana whose voice marks were left out or put elsewhere, as quick typing does. */
export function unvoicedNameFinder(
  entries: Iterable<NameEntry>,
): (reading: string) => { entry: NameEntry; start: number; end: number }[] {
  const names = [...entries]
    .filter(({ reading }) => reading.length >= shortest && /^[ぁ-ゖ]+$/.test(reading))
    .map((entry) => ({ entry, key: unvoiced(entry.reading) }))
  return (reading) => {
    const text = unvoiced(reading)
    // Letters of other scripts can fall apart into several; then the places would not agree.
    if (text.length !== reading.length) return []
    return names.flatMap(({ entry, key }) => {
      const start = text.indexOf(key)
      const end = start + key.length
      return start < 0 || reading.slice(start, end) === entry.reading ? [] : [{ entry, start, end }]
    })
  }
}
