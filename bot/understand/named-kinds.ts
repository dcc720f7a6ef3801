import type { RecordKind } from '../../knowledge/record/schema.ts'

/** Records that a name settles. The others share their names with everyday words: for them a name only adds weight. */
export const namedKinds: ReadonlySet<RecordKind> = new Set<RecordKind>([
  'grant',
  'voucher',
  'tax',
  'institution',
  'consultation',
  'system',
  'contract-template',
])
