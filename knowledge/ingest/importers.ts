import { crawl } from './crawl/crawl.ts'
import { importFile } from './import-file.ts'
import { importJgrants } from './import-jgrants.ts'
import type { ImportContext, Importer, Reading } from './importer.ts'
import type { ReadySource } from './sources/read-sources.ts'

/** How each kind of source is read. */
const importers: { [Kind in ReadySource['kind']]: Importer<Kind> } = {
  site: crawl,
  sitemap: crawl,
  pages: crawl,
  file: importFile,
  jgrants: importJgrants,
}

export function importSource(source: ReadySource, context: ImportContext): Promise<Reading> {
  const read = importers[source.kind] as Importer
  return read(source, context)
}
