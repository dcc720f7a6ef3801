import { type Figure, findFigures } from '../../knowledge/figures/find-figures.ts'

/** What an answer item may draw on: the texts of its cited records, and values the program computed. */
export interface Evidence {
  texts: readonly string[]
  /** Texts whose figures were computed for this answer: days left, worked amounts, today. */
  computed?: readonly string[]
}

export interface Verdict {
  supported: boolean
  /** Figures checked. */
  checked: number
  /** Figures of the item that no evidence holds, as written. */
  unsupported: string[]
}

/** Opposite promises: 「50万円以下」 may not become 「50万円以上」. A figure told without a comparator claims none. */
const contradicts = (answer: Figure['comparator'], evidence: Figure['comparator']): boolean =>
  answer !== undefined && evidence !== undefined && answer !== evidence

/** Every part of a whole date may be told alone: the day without the year, the month, the year. */
function dateParts(value: string): string[] {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value)
  if (!match) return [value]
  const [, year = '', month, day] = match
  return day ? [value, `${year}-${month}`, year, `--${month}-${day}`] : [value, year]
}

/**
 * Checks that every typed value of `text` stands in the evidence with the same type, value and comparator. Rule of the
 * house: an item that fails is dropped, never mended.
 */
export function verifyFigures(text: string, evidence: Evidence): Verdict {
  const known = new Map<string, Set<Figure['comparator']>>()
  for (const source of [...evidence.texts, ...(evidence.computed ?? [])]) {
    for (const figure of findFigures(source)) {
      const values = figure.kind === 'date' ? dateParts(figure.value) : [figure.value]
      for (const value of values) {
        const key = `${figure.kind}:${value}`
        known.set(key, (known.get(key) ?? new Set()).add(figure.comparator))
      }
    }
  }
  const figures = findFigures(text)
  const unsupported = figures.filter((figure) => {
    const seen = known.get(`${figure.kind}:${figure.value}`)
    return !seen || [...seen].every((comparator) => contradicts(figure.comparator, comparator))
  })
  return {
    supported: unsupported.length === 0,
    checked: figures.length,
    unsupported: unsupported.map(({ raw }) => raw),
  }
}
