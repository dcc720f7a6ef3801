import type { NameEntry } from './name-entries.ts'
import { nearestSpan, type Span } from './nearest-span.ts'

const oneErrorFrom = 5
const twoErrorsFrom = 9
/** Slips are looked for in this many letters: nobody waits for the end of a pasted page. */
const longestText = 600

export interface MisspeltName extends Span {
  entry: NameEntry
}

const digitsOf = (text: string) => text.replace(/[^0-9]/g, '')
const placesOf = (text: string) => (text.match(/\p{Script=Han}{1,3}?[区市町村都県府]/gu) ?? []).join()
const pairsOf = (text: string) =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
const allowedErrors = (reading: string) =>
  reading.length >= twoErrorsFrom ? 2 : reading.length >= oneErrorFrom ? 1 : 0

interface Pattern {
  entry: NameEntry
  limit: number
  /** With n errors, one of n + 1 pieces still stands as it is: a quick look before the slow one. */
  pieces: string[]
}

/**
 * Prepares the search for names with a typing error. A stretch counts as an error only when it holds a pair of letters
 * that no name of the corpus holds: 補助金 for 助成金 is another word, not a slip. Figures and places must be right.
 */
export function misspeltNameFinder(entries: Iterable<NameEntry>): (reading: string) => MisspeltName[] {
  const patterns: Pattern[] = []
  const knownPairs = new Set<string>()
  for (const entry of entries) {
    for (const pair of pairsOf(entry.reading)) knownPairs.add(pair)
    const limit = allowedErrors(entry.reading)
    if (limit === 0) continue
    const size = Math.ceil(entry.reading.length / (limit + 1))
    const pieces = Array.from({ length: limit + 1 }, (_, at) => entry.reading.slice(at * size, (at + 1) * size))
    patterns.push({ entry, limit, pieces: pieces.filter((piece) => piece !== '') })
  }
  return (whole) => {
    const text = whole.slice(0, longestText)
    return patterns.flatMap(({ entry, limit, pieces }) => {
      if (!pieces.some((piece) => text.includes(piece))) return []
      const span = nearestSpan(entry.reading, text, limit)
      if (!span || span.distance === 0 || !isSlip(entry.reading, text.slice(span.start, span.end), knownPairs))
        return []
      return [{ entry, ...span }]
    })
  }
}

function isSlip(name: string, written: string, knownPairs: ReadonlySet<string>): boolean {
  if (written.charAt(0) !== name.charAt(0)) return false
  const lastAgrees = written.at(-1) === name.at(-1) || /[a-z]{2}$/.test(written)
  return (
    lastAgrees &&
    digitsOf(written) === digitsOf(name) &&
    placesOf(written) === placesOf(name) &&
    pairsOf(written).some((pair) => !knownPairs.has(pair))
  )
}
