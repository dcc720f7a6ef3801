import type { Flag } from '../reading.ts'
import { clip } from './text/clip.ts'

const longestQuote = 80

/** A quote for a flag: one line, at most 80 characters. */
export function quoteOf(text: string): string {
  return clip(text.replace(/\s+/g, ' ').trim(), longestQuote)
}

/** The flags each once, in their order. */
export function distinctFlags(flags: readonly Flag[]): Flag[] {
  const seen = new Map(flags.map((flag) => [`${flag.kind}\n${flag.detail}`, flag]))
  return [...seen.values()]
}
