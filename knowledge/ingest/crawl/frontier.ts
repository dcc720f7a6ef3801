import type { NewPage, PageRow } from '../../../storage/ingest-runs.ts'
import type { CrawlPlan } from './crawl-plan.ts'
import { normalizeUrl } from './normalize-url.ts'

const mostQueries = 20

/** What a crawl knows of addresses: which are queued, which are read, and how many it may still take. */
export interface Frontier {
  /** The links that are new and belong to the source, to be queued. */
  admit(links: readonly string[], depth: number, role: PageRow['role']): NewPage[]
  /** Notes where an address led; false when that place was read before. */
  arrive(url: string): boolean
  isRead(url: string): boolean
  known(): number
  /** Why some links were left out, each once. */
  limits(): { full: boolean; manyQueries: string[] }
}

/** The frontier as the rows of a reading tell it, so that one goes on as it was. */
export function createFrontier(plan: CrawlPlan, rows: readonly PageRow[]): Frontier {
  const known = new Set(rows.map(({ url }) => url))
  const read = new Set(rows.flatMap(({ final_url }) => final_url ?? []))
  const queries = new Map<string, number>()
  const exploding = new Set<string>()
  const pathOf = (url: string) => url.replace(/\?.*$/s, '')
  const count = (url: string) => queries.set(pathOf(url), (queries.get(pathOf(url)) ?? 0) + 1)
  for (const url of known) if (url.includes('?')) count(url)
  let full = false

  const takes = (url: string, role: PageRow['role']): boolean => {
    const { scope } = plan
    if (known.has(url) || !(role === 'page' ? scope.holds : scope.isNear)(new URL(url))) return false
    if (url.includes('?') && (queries.get(pathOf(url)) ?? 0) >= mostQueries) {
      exploding.add(pathOf(url))
      return false
    }
    if (known.size >= plan.maxPages) {
      full = true
      return false
    }
    return true
  }

  return {
    admit(links, depth, role) {
      const admitted: NewPage[] = []
      for (const link of links) {
        const url = normalizeUrl(link)
        if (url === undefined || !takes(url, role)) continue
        known.add(url)
        if (url.includes('?')) count(url)
        admitted.push({ url, depth, role })
      }
      return admitted
    },
    arrive(url) {
      if (read.has(url)) return false
      read.add(url)
      return true
    },
    isRead: (url) => read.has(url),
    known: () => known.size,
    limits: () => ({
      // A reading that goes on does not know what it turned away before it was stopped.
      full: full || known.size >= plan.maxPages,
      manyQueries: [...exploding],
    }),
  }
}
