import type { Flag } from '../reading.ts'

const longestQuote = 80

/** A quote for a flag: one line, at most 80 characters. */
export function quoteOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longestQuote ? `${line.slice(0, longestQuote - 1)}…` : line
}

/** The flags each once, in their order. */
export function distinctFlags(flags: readonly Flag[]): Flag[] {
  const seen = new Map(flags.map((flag) => [`${flag.kind}\n${flag.detail}`, flag]))
  return [...seen.values()]
}
