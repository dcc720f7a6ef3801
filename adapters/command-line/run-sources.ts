import { openFetchers } from '../../knowledge/ingest/open-fetcher.ts'
import { type IngestReport, ingestSource } from '../../knowledge/ingest/run-ingest.ts'
import { readSources } from '../../knowledge/ingest/sources/read-sources.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { listProposals } from '../../storage/proposals.ts'
import type { Desk, Terminal } from './house.ts'
import { ingestTexts as texts } from './ingest-texts.ts'
import { harmless } from './show-proposal.ts'

/** Reads the sources of a file one after the other; SIGINT stops between two pages, to go on another time. */
export async function runSources(
  { house, terminal, withStore, fail }: Desk,
  { sources: file, only, fresh = false }: { sources: string; only?: string; fresh?: boolean },
): Promise<void> {
  const { contact, sources } = await readSources(file)
  const chosen = only === undefined ? sources : sources.filter(({ id }) => id === only)
  if (chosen.length === 0) {
    const all = sources.map(({ id }) => id).join('、')
    throw new AppError('misuse', 'no such source', { publicText: texts.noSource(only ?? '', all) })
  }
  const stop = new AbortController()
  const interrupt = () => stop.abort(new AppError('unavailable', 'interrupted', { publicText: texts.interrupted }))
  process.once('SIGINT', interrupt)
  const network = openFetchers(contact)
  const { identifiers, corpusDirectory } = house
  const progress = (line: string) => terminal.error(harmless(line))
  try {
    await withStore(async (store) => {
      for (const source of chosen) {
        const context = { store, identifiers, ...network, fresh, signal: stop.signal, progress }
        try {
          const report = await ingestSource(source, corpusDirectory, context)
          tellReport(report, terminal)
          if (report.faults.length > 0 || !report.complete) fail()
        } catch (thrown) {
          // Asked to stop, it stops; a source that cannot be read does not keep the others back.
          stop.signal.throwIfAborted()
          if (!(thrown instanceof AppError)) throw thrown
          terminal.error(texts.failed(source.id, thrown.publicText))
          fail()
        }
      }
      const waiting = await listProposals(store.database)
      if (waiting.length > 0) terminal.error(texts.nextStep)
    })
  } finally {
    process.off('SIGINT', interrupt)
  }
}

function tellReport(report: IngestReport, terminal: Terminal): void {
  const tell = (line: string) => terminal.out(harmless(line))
  tell(texts.summary(report.sourceId, report.open, report.unchanged))
  if (report.open.flagged > 0) tell(texts.flaggedCount(report.open.flagged))
  if (report.rejected > 0) tell(texts.rejectedCount(report.rejected))
  if (!report.complete) tell(texts.incomplete)
  for (const { where, message } of report.faults) tell(texts.fault(where, message))
  for (const { where, message } of report.skipped) tell(texts.skipped(where, message))
}
