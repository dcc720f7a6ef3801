import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Store } from '../../storage/store.ts'
import type { ApiGet } from './fetch/api-get.ts'
import type { Fetcher } from './fetch/polite-fetcher.ts'
import type { DraftRecord, ReadingFault } from './reading.ts'
import type { ReadySource } from './sources/read-sources.ts'

/** Passed over for a good reason. */
export interface Skipped extends ReadingFault {
  /** The source says itself that there is nothing (any more). */
  absent?: boolean
}

/** What a source holds now. */
export interface Reading {
  drafts: DraftRecord[]
  /** What went wrong and should be looked after. */
  faults: ReadingFault[]
  /** What was passed over for a good reason: not found, too large, refused by robots.txt, no page. */
  skipped: Skipped[]
  /** Only then does the absence of a record mean that it is gone. */
  complete: boolean
  /** The reading kept in the database, to be closed with its proposals. */
  runId?: string
}

export interface ImportContext {
  store: Store
  identifiers: Identifiers
  fetcher: Fetcher
  get: ApiGet
  /** Begin anew: neither the queue nor the answers of last time are used. */
  fresh: boolean
  signal: AbortSignal
  progress(line: string): void
}

/** Reads one kind of source. It only reads: what it returns becomes proposals. */
export type Importer<Kind extends ReadySource['kind'] = ReadySource['kind']> = (
  source: Extract<ReadySource, { kind: Kind }>,
  context: ImportContext,
) => Promise<Reading>
