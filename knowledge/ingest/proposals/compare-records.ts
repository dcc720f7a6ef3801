import { readRecord } from '../../record/read-record.ts'
import type { KnowledgeRecord } from '../../record/schema.ts'

/** A record's file as text, read; undefined where it is no record (any more). */
export const recordOf = (content: string): KnowledgeRecord | undefined => readRecord('', content).record

/**
 * What a record says, without when it was read: two that are equal here need no decision. The hash of a page goes too,
 * since pages carry counters and the hour; the text that was taken from them is what counts.
 */
export function saidBy(record: KnowledgeRecord): Record<string, unknown> {
  const { file: _, checkedOn: __, sources, ...rest } = record
  return { ...rest, sources: sources.map(({ fetchedAt: _at, sha256: _hash, ...source }) => source) }
}

export const sameRecord = (one: KnowledgeRecord, other: KnowledgeRecord): boolean =>
  JSON.stringify(ordered(saidBy(one))) === JSON.stringify(ordered(saidBy(other)))

/** With its keys in one order, however the file has them. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  )
}
