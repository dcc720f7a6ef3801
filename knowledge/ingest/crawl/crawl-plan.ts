import type { CrawledSource } from '../sources/source-schema.ts'
import { spelled } from './normalize-url.ts'
import { createScope, type Scope } from './scope.ts'

/** How a source is walked. */
export interface CrawlPlan {
  seeds: { url: string; role: 'page' | 'sitemap' }[]
  /** Links are followed from pages nearer to the start than this. */
  depth: number
  scope: Scope
  maxPages: number
  /** Without its seeds, what is missing elsewhere says nothing. */
  needsSeeds: boolean
}

export function crawlPlan(source: CrawledSource): CrawlPlan {
  if (source.kind === 'pages') {
    const urls = [...new Set(source.urls.map(spelled))]
    const seeds = urls.map((url) => ({ url, role: 'page' as const }))
    // Somebody named each of these pages: a redirect may lead anywhere on their hosts.
    const scope = createScope(urls, { include: [], exclude: [] })
    return { seeds, depth: 0, maxPages: Number.POSITIVE_INFINITY, needsSeeds: false, scope }
  }
  const { maxPages } = source
  const start = spelled(source.kind === 'site' ? source.start : source.url)
  return {
    seeds: [{ url: start, role: source.kind === 'site' ? 'page' : 'sitemap' }],
    depth: source.kind === 'site' ? source.depth : 0,
    scope: createScope([start], source),
    maxPages,
    needsSeeds: true,
  }
}
