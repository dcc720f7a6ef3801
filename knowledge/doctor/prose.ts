import { type Facet, facets, type KnowledgeRecord, type RecordKind } from '../record/schema.ts'

/** A stretch of a record that people read, and where it stands. */
export interface Prose {
  path: readonly PropertyKey[]
  text: string
  facet?: Facet
}

/** Kinds whose words are a source's own, taken in as they stand. */
const quotedKinds: ReadonlySet<RecordKind> = new Set(['document', 'live-call'])
export const isQuoted = (record: KnowledgeRecord): boolean => quotedKinds.has(record.kind)

/** The sentences of the facets and what stands around them, without the body. Questions are not shown, so not prose. */
export function fieldProse(record: KnowledgeRecord): Prose[] {
  const prose: Prose[] = [{ path: ['name'], text: record.name }]
  if (record.decisive) prose.push({ path: ['decisive'], text: record.decisive })
  for (const facet of facets) {
    const text = facet === 'contact' ? undefined : record[facet]?.text
    if (text) prose.push({ path: [facet, 'text'], text, facet })
  }
  if (record.deadline?.next) {
    prose.push({ path: ['deadline', 'next'], text: record.deadline.next, facet: 'deadline' })
  }
  return prose
}

/** The body, a line each. */
export const bodyProse = (record: KnowledgeRecord): Prose[] =>
  record.body.split('\n').flatMap((text, line) => (text.trim() === '' ? [] : [{ path: ['body', line], text }]))

/** Every string in a value, at any depth. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}
