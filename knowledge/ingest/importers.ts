import { AppError } from '../../storage/ground/errors.ts'
import { crawl } from './crawl/crawl.ts'
import { importFile } from './import-file.ts'
import type { ImportContext, Importer, Reading } from './importer.ts'
import type { ReadySource } from './sources/read-sources.ts'
import { texts } from './texts.ts'

/** How each kind of source is read. */
const importers: { [Kind in ReadySource['kind']]?: Importer<Kind> } = {
  site: crawl,
  sitemap: crawl,
  pages: crawl,
  file: importFile,
}

export function importSource(source: ReadySource, context: ImportContext): Promise<Reading> {
  const read = importers[source.kind] as Importer | undefined
  if (!read) throw new AppError('misuse', 'no importer', { publicText: texts.noImporter(source.kind) })
  return read(source, context)
}
