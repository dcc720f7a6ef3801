import type { Library } from '../../knowledge/library.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'

/** The records that memory holds by their ids; one that the corpus has no longer is left out. */
export const recordsOf = (ids: readonly string[], { records }: Pick<Library, 'records'>): KnowledgeRecord[] =>
  ids.map((id) => records.get(id)).filter((record) => record !== undefined)
