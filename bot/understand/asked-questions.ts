import { normalizeText } from '../../knowledge/analysis/normalize.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'

/** Normalised once for each record, when the consultant is made: in the midst of a turn it would be felt. */
const normalized = new WeakMap<KnowledgeRecord, readonly string[]>()

/** The example questions of a record as messages are read: normalised. */
export function askedOf(record: KnowledgeRecord): readonly string[] {
  const known = normalized.get(record) ?? record.questions.map(normalizeText)
  normalized.set(record, known)
  return known
}
