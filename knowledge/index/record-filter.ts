import type { SearchFilter } from '../library.ts'
import type { KnowledgeRecord } from '../record/schema.ts'
import { isTokyoWard } from '../scheme/areas.ts'

/** True when the filter lets the record pass. What holds for all Japan, or for Tokyo, holds for each of its wards. */
export function passes(record: KnowledgeRecord, filter: SearchFilter): boolean {
  if (filter.kinds && !filter.kinds.includes(record.kind)) return false
  if (filter.status && record.status !== filter.status) return false
  const { areas } = filter
  if (!areas) return true
  return record.areas.some(
    (area) => area === '全国' || areas.includes(area) || (area === '東京都' && areas.some(isTokyoWard)),
  )
}
