import { type Figure, findFigures, normalizeFigures } from '../../knowledge/figures/find-figures.ts'
import { findMarks, type Mark } from './marks.ts'

/** A sentence of an answer or of its evidence, with what it promises. */
export interface Span {
  /** Normalised, with single blanks. */
  sentence: string
  /** The same without blanks. */
  text: string
  figures: Figure[]
  /** Numbers that are no figure of a known kind, in their order. */
  numbers: string
  marks: ReadonlyMap<Mark, number>
  /** Pairs of letters that are no part of a number: they tell what the sentence is about. */
  pairs: ReadonlySet<string>
}

/** A sentence ends at its mark or with its line; a question mark inside an address ends nothing. */
const end = /(?<=[。\n]|[!?](?![\w=&%#/.-]))/

/**
 * Cuts a text into sentences; a line is one where no mark ends it sooner. One that stands in `read` just so is taken from
 * there: reading it takes far longer than finding it.
 */
export function spansOf(text: string, read: readonly Span[] = []): Span[] {
  const known = bySentence(read)
  return normalizeFigures(text)
    .split(end)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => known.get(sentence) ?? readSentence(sentence))
}

function readSentence(sentence: string): Span {
  const bare = sentence.replace(/\s/g, '')
  const figures = findFigures(sentence)
  const numbers = numbersBeside(figures, sentence)
  return { sentence, text: bare, figures, numbers, marks: findMarks(bare), pairs: pairsOf(bare) }
}

/** Made once for the sentences of a record, which never change. */
const found = new WeakMap<readonly Span[], ReadonlyMap<string, Span>>()

function bySentence(spans: readonly Span[]): ReadonlyMap<string, Span> {
  const known = found.get(spans) ?? new Map(spans.map((span) => [span.sentence, span]))
  found.set(spans, known)
  return known
}

const numbersBeside = (figures: readonly Figure[], sentence: string): string =>
  (figures.reduce((rest, { raw }) => rest.replace(raw, ' '), sentence).match(/\d+/g) ?? []).join(' ')

function pairsOf(text: string): Set<string> {
  const letters = text.replace(/[\d〇一二三四五六七八九十百千万億]+/g, '0').replace(/[、。「」（）()・!?:：]/g, '')
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)))
}

/** Share (0 to 1) of what `span` speaks of that `other` speaks of too. */
export function sharedWith(span: Span, other: Span): number {
  if (span.pairs.size === 0) return 0
  let shared = 0
  for (const pair of span.pairs) if (other.pairs.has(pair)) shared += 1
  return shared / span.pairs.size
}
