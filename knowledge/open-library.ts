import { join } from 'node:path'
import { systemClock } from '../storage/ground/clock.ts'
import { AppError } from '../storage/ground/errors.ts'
import type { Logger } from '../storage/ground/logger.ts'
import { once } from '../storage/ground/once.ts'
import { buildLexicon } from './analysis/lexicon.ts'
import { normalizeText } from './analysis/normalize.ts'
import { type PublishedRecord, readCorpus } from './corpus-reader.ts'
import type { LibraryEmbedding } from './embeddings/embedding-options.ts'
import { openEmbeddingLeg } from './embeddings/open-embedding-leg.ts'
import { createQuestionEmbedder } from './embeddings/question-embedder.ts'
import type { OnProgress } from './index/build-progress.ts'
import { createSearcher } from './index/hybrid-index.ts'
import type { IndexedDocument } from './index/lexical-index.ts'
import { openIndex } from './index/open-index.ts'
import { passagesOf } from './index/passages.ts'
import { passes } from './index/record-filter.ts'
import type { Library, SearchFilter } from './library.ts'
import { createNameFinder } from './names/name-finder.ts'

export interface OpenLibraryOptions {
  corpusDirectory: string
  /** The index is kept in its folder `index`. */
  dataDirectory: string
  logger: Logger
  /** Records approved by staff, beside those of the folder. */
  published?: readonly PublishedRecord[]
  /** Where a server of embeddings is configured. */
  embedding?: LibraryEmbedding | undefined
  /** Awaited before the stored index is looked for: a build that runs aside. */
  built?: Promise<void> | undefined
  /** Builds and stores elsewhere what is not stored yet, or no longer good; called once at most. */
  buildAside?: (() => Promise<void>) | undefined
  onProgress?: OnProgress | undefined
  /** Told of the records as soon as they are read, while the index may still be in the making. */
  onRecords?: ((records: Library['records']) => void) | undefined
}

const defaultLimit = 8

/**
 * Opens the library: reads the corpus, loads its index or builds it. A faulty record is left out with a warning; a
 * corpus without a single readable record throws `unavailable`.
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<Library> {
  const { corpusDirectory, dataDirectory, logger } = options
  const corpus = await readCorpus(corpusDirectory, options.published)
  for (const { file, line, message } of corpus.faults) {
    logger.warn({ at: `${file}:${line}`, fault: message }, 'fault in the corpus')
  }
  const records = new Map([...corpus.records].map(([id, { record }]) => [id, record]))
  if (records.size === 0) {
    throw new AppError('unavailable', `no readable record in ${corpusDirectory}`, {
      publicText: `コーパスに読める記録がありません: ${corpusDirectory}`,
      retryable: false,
    })
  }

  options.onRecords?.(records)

  const lexicon = buildLexicon(records.values())
  const { passages, documents } = passagesOf(records.values())
  await options.built
  const { onProgress } = options
  const buildAside = options.buildAside && once(options.buildAside)
  const storing = { dataDirectory, logger, buildAside, onProgress }
  const index = await openIndex({ documents, lexicon, corpusHash: corpus.hash, ...storing })
  const meaning = options.embedding && (await openMeaning(options.embedding, documents, storing))
  const groups = documents.map(({ group }) => group)
  const searcher = createSearcher(index, groups, lexicon)
  const names = createNameFinder(records.values())

  const allowedBy = (filter: SearchFilter | undefined): Uint8Array | undefined => {
    if (!filter) return undefined
    const passing = new Set([...records.values()].filter((record) => passes(record, filter)).map(({ id }) => id))
    return Uint8Array.from(passages, ({ recordId }) => (passing.has(recordId) ? 1 : 0))
  }

  return {
    version: corpus.hash,
    records,
    ...(meaning ? { embedQuestion: meaning.embedQuestion } : {}),
    search(query, { limit = defaultLimit, filter, vector } = {}) {
      const allowed = allowedBy(filter)
      const near = vector && meaning?.leg.meaningOf(vector, allowed)
      const found = searcher.search(query, { limit, allowed, meaning: near })
      return found.flatMap(({ document, score, coverage, confidence }) => {
        const passage = passages[document]
        if (!passage) return []
        const { text, ...where } = passage
        return [{ ...where, passage: text, score, coverage, confidence }]
      })
    },
    shares: searcher.shares,
    findNames: names.find,
    normalize: normalizeText,
  }
}

/** The leg of embeddings and what turns a question into its terms; undefined where it is off. */
async function openMeaning(
  { embedder, fill, questions = embedder, onMissing }: LibraryEmbedding,
  documents: readonly IndexedDocument[],
  storing: Pick<OpenLibraryOptions, 'dataDirectory' | 'logger' | 'buildAside' | 'onProgress'>,
) {
  const { dataDirectory, logger } = storing
  const clock = systemClock
  const folder = join(dataDirectory, 'index')
  const texts = documents.map(({ fields }) => fields.text ?? '')
  const { leg, missing } = await openEmbeddingLeg({ ...storing, folder, texts, embedder, fill, clock })
  if (!leg) return undefined
  if (missing > 0) onMissing?.()
  const { dimensions } = leg
  return { leg, embedQuestion: createQuestionEmbedder({ embedder: questions, dimensions, logger }) }
}
