import { passes } from '../../knowledge/index/record-filter.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isTokyoWard } from '../../knowledge/scheme/areas.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'

/** A call taken in that nobody can apply by now: whatever else bears its name knows more of the scheme. */
const isIdleCall = (record: KnowledgeRecord, now: number): boolean =>
  record.kind === 'live-call' && callState(record, now).state !== 'open'

/** Keeps records of the wards named, and puts the successor of an ended scheme before it. */
export function arrange(
  found: readonly KnowledgeRecord[],
  wards: readonly string[],
  all: ReadonlyMap<string, KnowledgeRecord>,
  now: number,
): KnowledgeRecord[] {
  // A call that has ended is worth a word only where nobody wrote a record of its scheme.
  const written = found.some(({ kind }) => kind !== 'live-call')
  const records = found.filter((record) => !written || record.kind !== 'live-call' || passes(record, { at: now }))
  const local = records.filter((record) => record.areas.some((area) => wards.includes(area)))
  const fitting = records.filter((record) => !record.areas.some((area) => isTokyoWard(area)) || local.includes(record))
  const kept = local.length > 0 ? local : wards.length > 0 && fitting.length > 0 ? fitting : records
  const withSuccessors = kept.flatMap((record) => {
    const successor = record.successor ? all.get(record.successor) : undefined
    return successor ? [successor, record] : [record]
  })
  const order = (record: KnowledgeRecord) => (record.successor ? 1 : 0) + (isIdleCall(record, now) ? 2 : 0)
  return [...new Set(withSuccessors)].sort((a, b) => order(a) - order(b))
}
