import {
  enqueuePages,
  type FetchRow,
  findFetch,
  type PageRow,
  saveFetch,
  settlePage,
} from '../../../storage/ingest-runs.ts'
import type { FetchedPage, Validators } from '../fetch/polite-fetcher.ts'
import type { ImportContext } from '../importer.ts'
import { type PlaceReading, readContent, seenAgain } from '../read-content.ts'
import type { ReadySource } from '../sources/read-sources.ts'
import type { CrawledSource } from '../sources/source-schema.ts'
import { texts } from '../texts.ts'
import type { CrawlPlan } from './crawl-plan.ts'
import type { Frontier } from './frontier.ts'
import { normalizeUrl, spelled } from './normalize-url.ts'
import { readSitemap } from './read-sitemap.ts'

/** One reading of one source, under way. */
export interface Crawl {
  source: ReadySource & CrawledSource
  context: ImportContext
  plan: CrawlPlan
  frontier: Frontier
  runId: string
  hash: string
}

/** What is kept of an address. */
export type KeptReading = PlaceReading & { sitemaps?: string[] }

type Status = 'read' | 'absent' | 'refused' | 'failed' | 'repeated'

/** Fetches and reads one page of the queue; what it says, where it leads and that it is done are stored together. */
export async function visitPage(page: PageRow, crawl: Crawl): Promise<void> {
  const { source, context, plan, frontier } = crawl
  if (frontier.isRead(page.url)) return settle(crawl, page, 'repeated')
  const fetched = await context.fetcher({
    url: page.url,
    allowPrivate: source.allowPrivate,
    // An address that has no spelling grows without end: the database could not keep it.
    inScope: (url) =>
      normalizeUrl(url.href) !== undefined && (page.role === 'page' ? plan.scope.holds(url) : plan.scope.isNear(url)),
    validators: async (url) => (context.fresh ? undefined : validatorsOf(await keptOf(crawl, url))),
    signal: context.signal,
  })
  if (fetched.kind !== 'page' && fetched.kind !== 'unchanged') return settle(crawl, page, fetched.kind, fetched.reason)
  if (!frontier.arrive(spelled(fetched.url))) return settle(crawl, page, 'repeated')
  const kept = fetched.kind === 'unchanged' ? await keptOf(crawl, fetched.url) : undefined
  // The last answer may have been forgotten meanwhile, by a reading that ended elsewhere.
  if (fetched.kind === 'unchanged' && !kept) return settle(crawl, page, 'failed', texts.forgotten)
  const reading =
    fetched.kind === 'page' ? await readFetched(page, fetched, crawl) : seenAgain(readingOf(kept), fetched.fetchedAt)
  if (!reading) return settle(crawl, page, 'failed', texts.notASitemap)
  const { etag, lastModified } = fetched.kind === 'page' ? fetched : (validatorsOf(kept) ?? {})
  await keep(crawl, page, reading, {
    url: spelled(fetched.url),
    etag: etag ?? null,
    last_modified: lastModified ?? null,
  })
}

async function keep(
  { source, context, plan, frontier, runId, hash }: Crawl,
  page: PageRow,
  reading: KeptReading,
  fetched: Pick<FetchRow, 'url' | 'etag' | 'last_modified'>,
): Promise<void> {
  const isSitemap = page.role === 'sitemap'
  const links = isSitemap || page.depth < plan.depth ? reading.links : []
  // Admitted once, outside: a transaction may be run again from its start.
  const found = [
    ...frontier.admit(reading.sitemaps ?? [], 0, 'sitemap'),
    ...frontier.admit(links, isSitemap ? 0 : page.depth + 1, 'page'),
  ]
  await context.store.transaction(async (unit) => {
    await saveFetch(unit, { source_id: source.id, ...fetched, settings_hash: hash, result: JSON.stringify(reading) })
    await enqueuePages(unit, runId, found)
    await settlePage(unit, page, { status: 'read', outcome: null, final_url: fetched.url })
  })
}

async function readFetched(page: PageRow, fetched: FetchedPage, { source }: Crawl): Promise<KeptReading | undefined> {
  if (page.role === 'sitemap') {
    const sitemap = readSitemap(fetched.bytes)
    return sitemap && { drafts: [], links: sitemap.pages, sitemaps: sitemap.sitemaps, faults: [], skipped: [] }
  }
  const url = spelled(fetched.url)
  return readContent({ ...fetched, key: url, where: url, url }, source, source.table)
}

const settle = ({ context }: Crawl, page: PageRow, status: Status, outcome: string | null = null): Promise<void> =>
  context.store.transaction((unit) => settlePage(unit, page, { status, outcome, final_url: null }))

const keptOf = ({ source, context, hash }: Crawl, url: string): Promise<FetchRow | undefined> =>
  findFetch(context.store.database, { sourceId: source.id, url: spelled(url), settingsHash: hash })

function validatorsOf(row: FetchRow | undefined): Validators | undefined {
  if (!row || (row.etag === null && row.last_modified === null)) return undefined
  return {
    ...(row.etag === null ? {} : { etag: row.etag }),
    ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
  }
}

/** What was read there last time; a row that is gone reads as nothing. */
export function readingOf(row: FetchRow | undefined): KeptReading {
  if (!row) return { drafts: [], links: [], faults: [], skipped: [] }
  return JSON.parse(row.result) as KeptReading
}
