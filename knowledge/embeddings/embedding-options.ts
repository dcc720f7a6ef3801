import type { Clock } from '../../storage/ground/clock.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { OnProgress } from '../index/build-progress.ts'
import type { Embedder } from './embedder.ts'

/**
 * Which vectors may be fetched from the server: `none`; `changed`, those of new passages where the model has stored
 * vectors already; `all`.
 */
export type Fill = 'none' | 'changed' | 'all'

export interface EmbeddingLegOptions {
  /** Folder of the index. */
  folder: string
  /** The text of each document. */
  texts: readonly string[]
  embedder: Embedder
  fill: Fill
  logger: Logger
  clock: Clock
  /** Builds and stores the leg elsewhere (a worker thread). With it nothing is fetched or built here. */
  buildAside?: (() => Promise<void>) | undefined
  onProgress?: OnProgress | undefined
}

/** What a library does with a server of embeddings. */
export interface LibraryEmbedding {
  /** For passages; it may take its time. */
  embedder: Embedder
  fill: Fill
  /** For questions; the one for passages when absent. */
  questions?: Embedder | undefined
  /** Told when passages are without a vector though the model has stored some: the corpus changed meanwhile. */
  onMissing?: (() => void) | undefined
}
