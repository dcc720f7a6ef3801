import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { Citation } from '../outcome.ts'

const rank: Record<KnowledgeRecord['sources'][number]['kind'], number> = {
  official: 0,
  law: 1,
  'official-quoted': 2,
  secondary: 3,
  dataset: 4,
  seed: 5,
}

/** Where a record's facts stand: its best source with an address, or its best source by title. */
export function citationOf(record: KnowledgeRecord): Citation {
  const ordered = [...record.sources].sort((a, b) => rank[a.kind] - rank[b.kind])
  const source = ordered.find(({ url }) => url?.startsWith('http')) ?? ordered[0]
  const title = source && source.title !== record.name ? `${record.name} ― ${source.title}` : record.name
  return {
    id: record.id,
    title,
    ...(source?.url?.startsWith('http') ? { url: source.url } : {}),
    date: source?.date ?? record.checkedOn,
  }
}
