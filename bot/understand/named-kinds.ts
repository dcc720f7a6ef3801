import type { RecordKind } from '../../knowledge/record/schema.ts'
import { schemeKinds } from '../../knowledge/record/scheme-kinds.ts'

/** Records that a name settles. The others share their names with everyday words: for them a name only adds weight. */
export const namedKinds: ReadonlySet<RecordKind> = new Set<RecordKind>([
  ...schemeKinds,
  'institution',
  'consultation',
  'system',
  'contract-template',
])
