import type { Importer } from './importer.ts'
import { texts } from './texts.ts'

/** Calls of Jグランツ by its public API, at the pace and within the bounds of every other fetch. */
export const importJgrants: Importer<'jgrants'> = async (source, { get, store, signal, progress }) => {
  // The cleaning of descriptions brings a parser of pages with it.
  const { readJgrants } = await import('./jgrants/read-jgrants.ts')
  const reading = await readJgrants({
    baseUrl: source.url,
    keywords: source.keywords,
    acceptance: source.upcoming ? '0' : '1',
    get: (url, ending) => get(url, ending, source.allowPrivate),
    now: store.clock.now(),
    signal,
    progress: (done, total) => progress(texts.reading(source.id, done, total, source.url)),
  })
  return { ...reading, skipped: [] }
}
