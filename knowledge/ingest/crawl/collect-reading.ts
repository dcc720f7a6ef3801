import { findFetch, listPages, type PageRow } from '../../../storage/ingest-runs.ts'
import type { Queryable } from '../../../storage/schema.ts'
import type { Reading, Skipped } from '../importer.ts'
import type { DraftRecord, ReadingFault } from '../reading.ts'
import { texts } from '../texts.ts'
import type { CrawlPlan } from './crawl-plan.ts'
import type { Frontier } from './frontier.ts'
import { readingOf } from './visit-page.ts'

interface Collected {
  database: Queryable
  sourceId: string
  plan: CrawlPlan
  runId: string
  hash: string
  limits: ReturnType<Frontier['limits']>
}

/** What all pages of a finished queue came to. */
export async function collectReading(crawl: Collected): Promise<Reading> {
  const { database, sourceId, plan, runId, hash, limits } = crawl
  const rows = await listPages(database, runId)
  const told = rows.filter((row) => row.outcome !== null)
  const reading: Reading = {
    drafts: [],
    faults: told.filter(({ status }) => status === 'failed').map(faultOf),
    skipped: told.filter(({ status }) => status !== 'failed').map(skippedOf),
    complete: isComplete(plan, rows),
    runId,
  }
  for (const url of new Set(rows.flatMap(({ final_url }) => final_url ?? []))) {
    const { drafts, faults, skipped } = readingOf(await findFetch(database, { sourceId, url, settingsHash: hash }))
    reading.drafts.push(...drafts)
    reading.faults.push(...faults)
    reading.skipped.push(...skipped)
    // A start page that came as something else (a log-in, works in progress) leads nowhere, and proves nothing gone.
    if (skipped.length > 0 && drafts.length === 0 && plan.needsSeeds && isSeed(plan, url)) reading.complete = false
  }
  if (limits.full) reading.faults.push({ where: sourceId, message: texts.full(plan.maxPages) })
  reading.skipped.push(...limits.manyQueries.map((where) => ({ where, message: texts.manyQueries })))
  const { drafts, repeated } = distinctDrafts(reading.drafts)
  // A row that could not be read is missing, not gone.
  const complete = reading.complete && reading.faults.length === 0
  return { ...reading, drafts, complete, skipped: [...reading.skipped, ...repeated] }
}

const skippedOf = (row: PageRow): Skipped => ({ ...faultOf(row), ...(row.status === 'absent' ? { absent: true } : {}) })
const faultOf = (row: PageRow): ReadingFault => ({ where: row.url, message: row.outcome ?? '' })

function isComplete(plan: CrawlPlan, rows: readonly PageRow[]): boolean {
  if (rows.some(({ status, role }) => status === 'failed' || (role === 'sitemap' && status !== 'read'))) return false
  const seeds = new Set(plan.seeds.map(({ url }) => url))
  return !plan.needsSeeds || rows.every(({ url, status }) => !seeds.has(url) || status === 'read')
}

const isSeed = (plan: CrawlPlan, url: string): boolean => plan.seeds.some((seed) => seed.url === url)

/** One page under two addresses is one document: the first is kept. */
function distinctDrafts(drafts: readonly DraftRecord[]): { drafts: DraftRecord[]; repeated: ReadingFault[] } {
  const first = new Map<string, DraftRecord>()
  const repeated: ReadingFault[] = []
  for (const draft of drafts) {
    const content = draft.record.kind === 'document' ? `${draft.record.name}\0${draft.body}` : draft.record.id
    const earlier = first.get(content)
    if (earlier) repeated.push({ where: draft.where, message: texts.same(earlier.where) })
    else first.set(content, draft)
  }
  return { drafts: [...first.values()], repeated }
}
