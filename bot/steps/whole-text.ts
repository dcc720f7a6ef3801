import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { recordEvidence } from '../ledger/record-evidence.ts'

/** Made once for each record: a record never changes. */
const texts = new WeakMap<KnowledgeRecord, string>()

/** All that a record states as one text, NFKC and in small letters. */
export function wholeText(record: KnowledgeRecord): string {
  const known = texts.get(record) ?? recordEvidence(record).join('\n').normalize('NFKC').toLowerCase()
  texts.set(record, known)
  return known
}
