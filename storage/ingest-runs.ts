import type { IngestFetchesTable, IngestPagesTable, IngestRunsTable, Queryable, UnitOfWork } from './schema.ts'

export type RunRow = IngestRunsTable
export type PageRow = IngestPagesTable
export type FetchRow = IngestFetchesTable
export type NewPage = Pick<PageRow, 'url' | 'depth' | 'role'>

const rowsAtOnce = 500

export async function findOpenRun(database: Queryable, sourceId: string): Promise<RunRow | undefined> {
  return database
    .selectFrom('ingest_runs')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('status', '=', 'open')
    .executeTakeFirst()
}

/** Begins a reading; one of the same source that is still open is given up, and the queues of old ones are cleared. */
export async function beginRun(unit: UnitOfWork, run: Omit<RunRow, 'status' | 'finished_at'>): Promise<void> {
  await unit
    .updateTable('ingest_runs')
    .set({ status: 'abandoned', finished_at: run.started_at })
    .where('source_id', '=', run.source_id)
    .where('status', '=', 'open')
    .execute()
  await unit
    .deleteFrom('ingest_pages')
    .where('run_id', 'in', unit.selectFrom('ingest_runs').select('id').where('source_id', '=', run.source_id))
    .execute()
  await unit
    .insertInto('ingest_runs')
    .values({ ...run, status: 'open', finished_at: null })
    .execute()
}

/**
 * Closes a reading, and forgets what is kept of addresses that it did not come to. False, and nothing is done, where it is
 * open no longer.
 */
export async function endRun(unit: UnitOfWork, runId: string, at: number): Promise<boolean> {
  const ended = await unit
    .updateTable('ingest_runs')
    .set({ status: 'done', finished_at: at })
    .where('id', '=', runId)
    .where('status', '=', 'open')
    .returning('source_id')
    .executeTakeFirst()
  if (!ended) return false
  const visited = unit
    .selectFrom('ingest_pages')
    .select('final_url')
    .where('run_id', '=', runId)
    .where('final_url', 'is not', null)
    .$narrowType<{ final_url: string }>()
  await unit
    .deleteFrom('ingest_fetches')
    .where('source_id', '=', ended.source_id)
    .where('url', 'not in', visited)
    .execute()
  return true
}

/** Adds to the end of the queue what it does not hold yet. */
export async function enqueuePages(unit: UnitOfWork, runId: string, pages: readonly NewPage[]): Promise<void> {
  if (pages.length === 0) return
  const { last } = await unit
    .selectFrom('ingest_pages')
    .select((column) => column.fn.max('position').as('last'))
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow()
  const first = Number(last ?? 0) + 1
  const empty = { run_id: runId, status: 'waiting', final_url: null, outcome: null }
  const rows = pages.map((page, index) => ({ ...page, ...empty, position: first + index }))
  // SQLite takes some 32,000 values a statement.
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await unit
      .insertInto('ingest_pages')
      .values(rows.slice(start, start + rowsAtOnce))
      .onConflict((conflict) => conflict.columns(['run_id', 'url']).doNothing())
      .execute()
  }
}

export async function nextPage(database: Queryable, runId: string): Promise<PageRow | undefined> {
  return database
    .selectFrom('ingest_pages')
    .selectAll()
    .where('run_id', '=', runId)
    .where('status', '=', 'waiting')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
}

export async function settlePage(
  unit: UnitOfWork,
  { run_id, url }: Pick<PageRow, 'run_id' | 'url'>,
  end: Pick<PageRow, 'status' | 'final_url' | 'outcome'>,
): Promise<void> {
  await unit.updateTable('ingest_pages').set(end).where('run_id', '=', run_id).where('url', '=', url).execute()
}

/** The queue in its order. */
export async function listPages(database: Queryable, runId: string): Promise<PageRow[]> {
  return database.selectFrom('ingest_pages').selectAll().where('run_id', '=', runId).orderBy('position').execute()
}

/** The last answer of an address, if it was read under the same settings. */
export async function findFetch(
  database: Queryable,
  { sourceId, url, settingsHash }: { sourceId: string; url: string; settingsHash: string },
): Promise<FetchRow | undefined> {
  return database
    .selectFrom('ingest_fetches')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('url', '=', url)
    .where('settings_hash', '=', settingsHash)
    .executeTakeFirst()
}

export async function saveFetch(unit: UnitOfWork, row: FetchRow): Promise<void> {
  const { source_id: _, url: __, ...values } = row
  await unit
    .insertInto('ingest_fetches')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source_id', 'url']).doUpdateSet(values))
    .execute()
}
