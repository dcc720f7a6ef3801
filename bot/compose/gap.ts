import type { Library } from '../../knowledge/library.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'

/** The record that says what is not known of a ward. */
export const gapOf = (wards: readonly string[], library: Library): KnowledgeRecord | undefined =>
  [...library.records.values()].find(
    (record) => record.kind === 'gap' && record.areas.some((area) => wards.includes(area)),
  )
