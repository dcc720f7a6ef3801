import type { Library } from '../../knowledge/library.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'

/** Normalised once for each record, when the consultant is made: in the midst of a turn it would be felt. */
const normalized = new WeakMap<KnowledgeRecord, readonly string[]>()

/** The example questions of a record as messages are read: normalised. */
export function askedOf(record: KnowledgeRecord, library: Library): readonly string[] {
  const known = normalized.get(record) ?? record.questions.map((question) => library.normalize(question))
  normalized.set(record, known)
  return known
}
