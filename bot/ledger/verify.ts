import type { Figure } from '../../knowledge/figures/find-figures.ts'
import type { Mark } from './marks.ts'
import { type Span, sharedWith, spansOf } from './spans.ts'

/** What an answer item may draw on. */
export interface Evidence {
  /** The sentences of its cited records. */
  spans: readonly Span[]
  /** Texts whose figures were computed for this answer: days left, worked amounts, today. */
  computed?: readonly string[]
  /** The item as the program wrote it from typed fields, where no record holds its sentences letter by letter. */
  rendered?: readonly string[]
}

export interface Verdict {
  supported: boolean
  /** Figures checked. */
  checked: number
  /** Figures that no evidence holds, and sentences that promise something else than theirs, as written. */
  unsupported: string[]
}

/** From this share on a sentence retells one of the evidence, and must promise just what that one does. */
const RETELLS = 0.6
/** Of several that it retells, those this much further off are another matter. */
const NEARLY_AS_NEAR = 0.1
/** Sentences that share less than this with an answer are not its evidence. */
const RELATED = 0.15
const MOST_RELATED = 4

/**
 * Checks an item: every typed value must stand in the evidence with the same type, value and comparator; and sentence
 * by sentence, one that retells a sentence of the evidence must carry the same values, polarity and conditions, and any
 * other may promise only what the sentences nearest to it hold. Rule of the house: an item that fails is dropped, never
 * mended.
 */
export function verifyItem(text: string, evidence: Evidence): Verdict {
  const own = spansOf(text, evidence.spans)
  // Most items are just as they were written: they are cut once.
  const cut = (written: string) => (written === text ? own : spansOf(written, evidence.spans))
  const computed = (evidence.computed ?? []).flatMap(cut)
  const { checked, unsupported } = lookUp(own, [evidence.spans, computed])
  const spans = [...evidence.spans, ...computed, ...(evidence.rendered ?? []).flatMap(cut)]
  const whole = new Set(spans.map((span) => span.text))
  for (const span of own) if (!whole.has(span.text) && !isBacked(span, spans)) unsupported.push(span.text)
  return { supported: unsupported.length === 0, checked, unsupported }
}

/** The figures alone: how many there are, and which of them no record holds and nobody computed. */
export const checkFigures = (text: string, { spans, computed = [] }: Evidence): Omit<Verdict, 'supported'> =>
  lookUp(spansOf(text, spans), [spans, computed.flatMap((written) => spansOf(written))])

function lookUp(own: readonly Span[], sources: readonly (readonly Span[])[]): Omit<Verdict, 'supported'> {
  const figures = own.flatMap((span) => span.figures)
  const isUnknown = (figure: Figure) => !sources.some((spans) => isKnown(figure, figuresOf(spans)))
  return { checked: figures.length, unsupported: figures.filter(isUnknown).map(({ raw }) => raw) }
}

function isBacked(span: Span, spans: readonly Span[]): boolean {
  const related = spans
    .map((other) => ({ other, share: Math.max(sharedWith(span, other), sharesFigure(span, other) ? RELATED : 0) }))
    .filter(({ share }) => share >= RELATED)
    .sort((a, b) => b.share - a.share)
  const nearest = related[0]?.share ?? 0
  if (nearest >= RETELLS) {
    return related.some(({ other, share }) => share >= nearest - NEARLY_AS_NEAR && promisesAlike(span, other))
  }
  const others = related.slice(0, MOST_RELATED).map(({ other }) => other)
  const known = figuresOf(others)
  return (
    span.figures.every((figure) => isKnown(figure, known)) &&
    [...span.marks.keys()].every((mark) =>
      affirmations.has(mark)
        ? others[0] !== undefined && !denials.some((denial) => others[0]?.marks.has(denial))
        : others.some(({ marks }) => sameMarks(mark).some((same) => marks.has(same))),
    )
  )
}

/** Whether the sentence says what one of the evidence says: most of its words, the same values, the same promises. */
export const retellsOne = (span: Span, spans: readonly Span[]): boolean =>
  spans.some((other) => sharedWith(span, other) >= RETELLS && promisesAlike(span, other))

const sharesFigure = (span: Span, other: Span): boolean =>
  span.figures.some(({ kind, value }) => other.figures.some((same) => same.kind === kind && same.value === value))

/** 「上限150万円」 and 「150万円まで」 bound alike. */
const bounds: Partial<Record<Mark, Mark>> = { cap: 'at-most', 'at-most': 'cap', floor: 'at-least', 'at-least': 'floor' }
const sameMarks = (mark: Mark): Mark[] => [mark, bounds[mark] ?? mark]
/** That something can be had may be said in many ways, but not of what the evidence denies. */
const affirmations: ReadonlySet<Mark> = new Set<Mark>(['possible', 'included'])
const denials: readonly Mark[] = ['negated', 'excluded']

const allFigures = ({ figures }: Span): string =>
  figures
    .map(({ kind, value, comparator }) => `${kind}:${value}:${comparator ?? ''}`)
    .sort()
    .join(' ')

const promisesAlike = (span: Span, other: Span): boolean =>
  allFigures(span) === allFigures(other) &&
  span.numbers === other.numbers &&
  span.marks.size === other.marks.size &&
  [...span.marks].every(([mark, count]) => other.marks.get(mark) === count)

/** Values by kind, each with the comparators it stands with. */
type KnownFigures = ReadonlyMap<string, ReadonlySet<Figure['comparator']>>

/** Made once for the sentences of a record, which never change. */
const found = new WeakMap<readonly Span[], KnownFigures>()

function figuresOf(spans: readonly Span[]): KnownFigures {
  const made = found.get(spans)
  if (made) return made
  const known = new Map<string, Set<Figure['comparator']>>()
  for (const { figures } of spans) {
    for (const { kind, value, comparator } of figures) {
      for (const part of kind === 'date' ? dateParts(value) : [value]) {
        const key = `${kind}:${part}`
        known.set(key, (known.get(key) ?? new Set()).add(comparator))
      }
    }
  }
  found.set(spans, known)
  return known
}

/** Every part of a whole date may be told alone: the day without the year, the month, the year. */
function dateParts(value: string): string[] {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value)
  if (!match) return [value]
  const [, year = '', month, day] = match
  return day ? [value, `${year}-${month}`, year, `--${month}-${day}`] : [value, year]
}

function isKnown({ kind, value, comparator }: Figure, known: KnownFigures): boolean {
  const seen = known.get(`${kind}:${value}`)
  return seen !== undefined && [...seen].some((other) => !contradicts(comparator, other))
}

/** Opposite promises: 「50万円以下」 may not become 「50万円以上」. A figure told without a comparator claims none. */
const contradicts = (answer: Figure['comparator'], evidence: Figure['comparator']): boolean =>
  answer !== undefined && evidence !== undefined && answer !== evidence
