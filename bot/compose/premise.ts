import type { Figure } from '../../knowledge/figures/find-figures.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { TurnContext } from '../turn-context.ts'

/** What a user takes for true, ready to be held against a record. */
export interface Premise {
  record: KnowledgeRecord
  context: TurnContext
  /** The sentences that ask for a yes, normalised. */
  said: string
  /** The figures of them that are no part of a name. */
  claims: readonly Figure[]
}

/** One claim held against the record: `holds` is undefined where the record's words tell it, but no plain yes or no would be true. */
export interface Verdict {
  holds: boolean | undefined
  /** The record's own words, or the state of its call. */
  text: string
  /** The figures of the user on which this is a verdict. */
  judges: readonly Figure[]
  isState?: boolean
}
