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

/** As viewers of PDF open it; the place that the address named gives way to the page. */
const atPage = (url: string, page: number): string => `${url.replace(/#.*$/, '')}#page=${page}`

/** Where a record's facts stand: its best source with an address, or its best source by title; in a file with pages, the page. */
export function citationOf(record: KnowledgeRecord, page?: number): Citation {
  const ordered = [...record.sources].sort((a, b) => rank[a.kind] - rank[b.kind])
  const source = ordered.find(({ url }) => url?.startsWith('http')) ?? ordered[0]
  const name = source && source.title !== record.name ? `${record.name} ― ${source.title}` : record.name
  const title = page === undefined ? name : `${name}（${page}ページ）`
  return {
    id: record.id,
    title,
    ...(source?.url?.startsWith('http') ? { url: page === undefined ? source.url : atPage(source.url, page) } : {}),
    date: source?.date ?? record.checkedOn,
  }
}
