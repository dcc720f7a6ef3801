import type { Library } from '../../knowledge/library.ts'
import { learnIntents } from './learnt-intent.ts'
import { learnLikeness } from './likeness.ts'

/** All that turns need to have learnt from the records, kept for them: in the midst of a turn it would be felt. */
export function learn(records: Library['records']): void {
  learnIntents(records)
  learnLikeness(records)
}
