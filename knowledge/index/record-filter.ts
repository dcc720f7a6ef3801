import { japanInstant } from '../../storage/ground/japan-time.ts'
import type { SearchFilter } from '../library.ts'
import type { KnowledgeRecord } from '../record/schema.ts'
import { isTokyoWard } from '../scheme/areas.ts'
import { callState } from '../scheme/call-state.ts'

/** True when the filter lets the record pass. What holds for all Japan, or for Tokyo, holds for each of its wards. */
export function passes(record: KnowledgeRecord, filter: SearchFilter): boolean {
  const { kinds, status, languages, areas, at, callStates } = filter
  if (kinds && !kinds.includes(record.kind)) return false
  if (status && record.status !== status) return false
  if (languages && !languages.includes(record.language)) return false
  if (at !== undefined && !isInEffect(record, at)) return false
  if (callStates && !callStates.includes(callState(record, at ?? Number.NaN).state)) return false
  if (!areas) return true
  return record.areas.some(
    (area) => area === '全国' || areas.includes(area) || (area === '東京都' && areas.some(isTokyoWard)),
  )
}

function isInEffect({ effective }: KnowledgeRecord, at: number): boolean {
  if (!effective) return true
  const from = effective.from === undefined ? undefined : japanInstant(effective.from)
  const until = effective.until === undefined ? undefined : japanInstant(effective.until, true)
  return (from === undefined || from <= at) && (until === undefined || at <= until)
}
