import { beginRun, enqueuePages, findOpenRun, listPages, nextPage } from '../../../storage/ingest-runs.ts'
import type { ImportContext, Reading } from '../importer.ts'
import { overtaken } from '../overtaken.ts'
import { settingsHash } from '../settings-hash.ts'
import type { ReadySource } from '../sources/read-sources.ts'
import type { CrawledSource } from '../sources/source-schema.ts'
import { texts } from '../texts.ts'
import { collectReading } from './collect-reading.ts'
import { type CrawlPlan, crawlPlan } from './crawl-plan.ts'
import { createFrontier } from './frontier.ts'
import { type Crawl, visitPage } from './visit-page.ts'

/** Reads a source page by page. Each page is kept as it is read: one that was stopped goes on with the next. */
export async function crawl(source: ReadySource & CrawledSource, context: ImportContext): Promise<Reading> {
  const { store, signal, progress } = context
  const hash = settingsHash(source)
  const plan = crawlPlan(source)
  const runId = await openRun(source.id, hash, plan, context)
  const rows = await listPages(store.database, runId)
  const work: Crawl = { source, context, plan, runId, hash, frontier: createFrontier(plan, rows) }
  let done = rows.filter(({ status }) => status !== 'waiting').length
  if (done > 0) progress(texts.continued(source.id, done))
  for (;;) {
    signal.throwIfAborted()
    const page = await nextPage(store.database, runId)
    if (!page) break
    done += 1
    progress(texts.reading(source.id, done, work.frontier.known(), page.url))
    await visitPage(page, work)
    // Begun anew elsewhere, its queue is gone: what is left of it would look like the whole source.
    if ((await findOpenRun(store.database, source.id))?.id !== runId) throw overtaken(source.id)
  }
  return collectReading({
    database: store.database,
    sourceId: source.id,
    plan,
    runId,
    hash,
    limits: work.frontier.limits(),
  })
}

/** The open reading under the same settings, or a new one with its start pages queued. */
async function openRun(
  sourceId: string,
  hash: string,
  plan: CrawlPlan,
  { store, identifiers, fresh }: ImportContext,
): Promise<string> {
  const open = await findOpenRun(store.database, sourceId)
  if (open && !fresh && open.settings_hash === hash) return open.id
  const id = identifiers.uuid()
  await store.transaction(async (unit) => {
    const run = { id, source_id: sourceId, settings_hash: hash, started_at: store.clock.now() }
    await beginRun(unit, run)
    await enqueuePages(
      unit,
      id,
      plan.seeds.map((seed) => ({ ...seed, depth: 0 })),
    )
  })
  return id
}
