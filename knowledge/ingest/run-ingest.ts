import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { endRun } from '../../storage/ingest-runs.ts'
import { readCorpus } from '../corpus-reader.ts'
import type { ImportContext, Reading, Skipped } from './importer.ts'
import { importSource } from './importers.ts'
import { overtaken } from './overtaken.ts'
import { type ProposeReport, proposeReading } from './proposals/propose.ts'
import type { ReadySource } from './sources/read-sources.ts'

export interface IngestReport extends ProposeReport {
  sourceId: string
  skipped: Skipped[]
  complete: boolean
}

/** Reads one source to its end and proposes what differs from what is published. Publishes nothing. */
export async function ingestSource(
  source: ReadySource,
  corpusDirectory: string,
  context: ImportContext,
): Promise<IngestReport> {
  const { store, identifiers } = context
  const reading = await importSource(source, context)
  const folder = await folderFiles(corpusDirectory, reading)
  const now = store.clock.now()
  // The reading is closed with its proposals: stopped before this, it is taken up again.
  const proposed = await store.transaction(async (unit) => {
    if (reading.runId !== undefined && !(await endRun(unit, reading.runId, now))) throw overtaken(source.id)
    return proposeReading({ unit, identifiers, sourceId: source.id, now, folder }, reading)
  })
  const { skipped, complete } = reading
  return { ...proposed, sourceId: source.id, faults: [...reading.faults, ...proposed.faults], skipped, complete }
}

/** The corpus folder's own files of the ids that the source holds. */
async function folderFiles(directory: string, { drafts }: Reading): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const { records } = await readCorpus(directory)
  for (const { record } of drafts) {
    const located = records.get(record.id)
    if (located) files.set(record.id, await readFile(join(directory, located.record.file), 'utf8'))
  }
  return files
}
