import { type Figure, findFigures } from '../../figures/find-figures.ts'
import type { KnowledgeRecord } from '../../record/schema.ts'
import { ordered, saidBy } from './compare-records.ts'
import { lineChanges } from './line-changes.ts'

/** Money, rates and dates that are not the same on both sides, nearly as written. */
export interface FigureChange {
  kind: Figure['kind']
  before: string[]
  after: string[]
}

export interface Difference {
  /** The path of a field, or `body`. */
  field: string
  before: string
  after: string
  figures: FigureChange[]
}

/** 以内 and 未満 are different promises. */
const comparatorWords = { 'at-most': '以内', below: '未満', 'at-least': '以上', above: '超' } as const
const shownKinds = ['money', 'rate', 'date', 'time', 'count', 'phone', 'url'] as const

/** What is not said alike: fields by their paths, prose by its lines, each with the figures that changed. */
export function differencesOf(before: KnowledgeRecord, after: KnowledgeRecord): Difference[] {
  const { body: oldBody, ...oldFields } = saidBy(before)
  const { body: newBody, ...newFields } = saidBy(after)
  const [old, current] = [leavesOf(ordered(oldFields)), leavesOf(ordered(newFields))]
  const fields = [...new Set([...current.keys(), ...old.keys()])]
    .filter((field) => old.get(field) !== current.get(field))
    .map((field) => difference(field, old.get(field) ?? '', current.get(field) ?? ''))
  const prose = lineChanges(String(oldBody ?? ''), String(newBody ?? '')).map((change) =>
    difference('body', change.before.join('\n'), change.after.join('\n')),
  )
  return [...fields, ...prose]
}

const difference = (field: string, before: string, after: string): Difference => ({
  field,
  before,
  after,
  figures: figureChanges(field, before, after),
})

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) return leaves.set(path, String(value))
  for (const [name, member] of Object.entries(value)) leavesOf(member, path === '' ? name : `${path}.${name}`, leaves)
  return leaves
}

/** A bare number of a field is a figure by its name. */
function figuresOf(field: string, text: string): Figure[] {
  if (field.endsWith('.yen') && /^\d+$/.test(text)) return findFigures(`${text}円`)
  return findFigures(text)
}

const written = ({ raw, comparator }: Figure): string => `${raw.trim()}${comparator ? comparatorWords[comparator] : ''}`

function figureChanges(field: string, before: string, after: string): FigureChange[] {
  const [old, current] = [figuresOf(field, before), figuresOf(field, after)]
  const key = ({ kind, value, comparator }: Figure) => `${kind}\0${value}\0${comparator ?? ''}`
  const missing = (from: readonly Figure[], others: readonly Figure[]) => {
    const held = new Set(others.map(key))
    return from.filter((figure) => !held.has(key(figure)))
  }
  const [gone, come] = [missing(old, current), missing(current, old)]
  const raw = (figures: readonly Figure[], kind: Figure['kind']) => [
    ...new Set(figures.filter((figure) => figure.kind === kind).map(written)),
  ]
  return shownKinds
    .map((kind) => ({ kind, before: raw(gone, kind), after: raw(come, kind) }))
    .filter((change) => change.before.length + change.after.length > 0)
}
