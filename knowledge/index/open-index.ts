import { join } from 'node:path'
import { type Clock, systemClock } from '../../storage/ground/clock.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Lexicon } from '../analysis/lexicon.ts'
import { readSudachiThesaurus } from '../analysis/sudachi-thesaurus.ts'
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
}

/**
 * The index of the documents: the stored one where it is whole and of this corpus, else a new one, stored for next time.
 * Never fails for the sake of files: where nothing can be stored, the index lives in memory.
 */
export async function openIndex(options: OpenIndexOptions): Promise<HybridIndex> {
  const { documents, lexicon, corpusHash, logger, clock = systemClock } = options
  const folder = join(options.dataDirectory, 'index')
  const identity = identityOf(corpusHash, documents)
  const loaded = await loadIndex(folder, identity)
  if (loaded.index) return loaded.index

  const started = clock.now()
  const index = buildHybridIndex(documents, { lexicon, thesaurus: await readSudachiThesaurus() })
  const buildMs = clock.now() - started
  if (loaded.absent) logger.info({ passages: documents.length, buildMs }, 'search index built')
  else logger.warn({ reason: loaded.reason, passages: documents.length, buildMs }, 'search index rebuilt')
  try {
    await saveIndex(folder, index, identity, clock)
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    logger.warn({ reason, folder }, 'search index cannot be stored; it is kept in memory')
  }
  return index
}
