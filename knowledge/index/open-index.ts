import { join } from 'node:path'
import { type Clock, systemClock } from '../../storage/ground/clock.ts'
import { messageOf } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Lexicon } from '../analysis/lexicon.ts'
import { readSudachiThesaurus } from '../analysis/sudachi-thesaurus.ts'
import type { OnProgress } from './build-progress.ts'
import { buildHybridIndex, type HybridIndex } from './hybrid-index.ts'
import { loadIndex, saveIndex } from './index-store.ts'
import type { IndexedDocument } from './lexical-index.ts'
import { identityOf } from './manifest.ts'

export interface OpenIndexOptions {
  documents: readonly IndexedDocument[]
  lexicon: Lexicon
  corpusHash: string
  dataDirectory: string
  logger: Logger
  clock?: Clock
  /** Builds and stores the index elsewhere (a worker thread); what it fails to leave is built here. */
  buildAside?: (() => Promise<void>) | undefined
  onProgress?: OnProgress | undefined
}

/**
 * The index of the documents: the stored one where it is whole and of this corpus, else the one before where that is, else
 * a new one, stored for next time. Never fails for the sake of files: where nothing can be stored, it lives in memory.
 */
export async function openIndex(options: OpenIndexOptions): Promise<HybridIndex> {
  const { documents, lexicon, corpusHash, logger, clock = systemClock, buildAside, onProgress } = options
  const folder = join(options.dataDirectory, 'index')
  const identity = identityOf(corpusHash, documents)
  const loaded = await loadIndex(folder, identity, clock)
  if (loaded.value) {
    if (loaded.rolledBack) logger.warn({ reason: loaded.rolledBack }, 'search index rolled back to the one before')
    return loaded.value
  }

  const started = clock.now()
  const tell = () => {
    const fields = { passages: documents.length, buildMs: clock.now() - started }
    if (loaded.absent) logger.info(fields, 'search index built')
    else logger.warn({ reason: loaded.reason, ...fields }, 'search index rebuilt')
  }
  if (buildAside) {
    await buildAside()
    const built = await loadIndex(folder, identity, clock)
    if (built.value) {
      tell()
      return built.value
    }
  }
  const index = buildHybridIndex(documents, { lexicon, thesaurus: await readSudachiThesaurus(), onProgress })
  tell()
  try {
    await saveIndex(folder, index, identity, clock)
  } catch (thrown) {
    logger.warn({ reason: messageOf(thrown), folder }, 'search index cannot be stored; it is kept in memory')
  }
  return index
}
