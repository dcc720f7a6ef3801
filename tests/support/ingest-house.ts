import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fetcher } from '../../knowledge/ingest/fetch/polite-fetcher.ts'
import { type IngestReport, ingestSource } from '../../knowledge/ingest/run-ingest.ts'
import type { ReadySource } from '../../knowledge/ingest/sources/read-sources.ts'
import { type Source, sourceSchema } from '../../knowledge/ingest/sources/source-schema.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { findProposal, listProposals, type ProposalRow } from '../../storage/proposals.ts'
import type { Store } from '../../storage/store.ts'
import type { Place } from './place.ts'
import { quickFetcher, quickGet } from './quick-fetcher.ts'

export interface IngestHouse {
  store: Store
  corpus: string
  progress: string[]
  run(
    source: ReadySource,
    options?: { fresh?: boolean; fetcher?: Fetcher; signal?: AbortSignal },
  ): Promise<IngestReport>
  /** Lets time pass. */
  later(ms: number): void
  open(): Promise<ProposalRow[]>
  close(): Promise<void>
}

/** Ingestion over a database of its own and an empty corpus folder. */
export async function openIngestHouse(place: Place): Promise<IngestHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-corpus-'))
  await mkdir(join(folder, 'corpus'))
  await writeFile(join(folder, 'corpus', 'README.md'), '# 資料\n')
  let instant = Date.parse('2026-11-26T01:00:00Z')
  const clock = { now: () => instant }
  const store = await openStore({ url: place.url, clock, identifiers: randomIdentifiers, logger: silentLogger })
  const progress: string[] = []
  const corpus = join(folder, 'corpus')
  return {
    store,
    corpus,
    progress,
    run: (
      source,
      { fresh = false, fetcher = quickFetcher({ now: clock.now }), signal = new AbortController().signal } = {},
    ) =>
      ingestSource(source, corpus, {
        store,
        identifiers: randomIdentifiers,
        fetcher,
        get: quickGet(),
        fresh,
        signal,
        progress: (line) => progress.push(line),
      }),
    later(ms) {
      instant += ms
    },
    async open() {
      const rows = await listProposals(store.database)
      const whole = await Promise.all(rows.map(({ id }) => findProposal(store.database, id)))
      return whole.filter((row) => row !== undefined)
    },
    async close() {
      await store.close()
      await place.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A source with what every source needs. */
export function sourceOf(fields: Record<string, unknown>): Source {
  return sourceSchema.parse({ level: '区', areas: ['板橋区'], operator: '板橋区', ...fields })
}
