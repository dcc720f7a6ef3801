import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { TurnContext } from '../turn-context.ts'
import { namedKinds } from '../understand/named-kinds.ts'
import { recordsOf } from './records-of.ts'

/** What a question is about, and by what that was told. */
export interface Found {
  subjects: KnowledgeRecord[]
  by: TurnContext['subjectsBy']
}

/** A way in which a message tells what it is about; undefined where it tells nothing in that way. */
export type WayOfTelling = (context: TurnContext) => Found | undefined

/** Undefined where there is nothing. */
export const found = (subjects: readonly (KnowledgeRecord | undefined)[], by: Found['by']): Found | undefined => {
  const records = subjects.filter((record) => record !== undefined)
  return records.length > 0 ? { subjects: records, by } : undefined
}

/** The records of these ids, in their order. */
export const known = ({ dependencies }: TurnContext, ids: readonly string[]): KnowledgeRecord[] =>
  recordsOf(ids, dependencies.library)

/** A scheme, a window or a system by its name. */
export const namesScheme = (context: TurnContext): boolean =>
  context.understanding.names.some(({ recordIds }) =>
    known(context, recordIds).some((record) => namedKinds.has(record.kind)),
  )

export const namesWard = ({ understanding }: TurnContext): boolean => understanding.areas.wards.length > 0
