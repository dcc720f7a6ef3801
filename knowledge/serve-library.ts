import type { Logger } from '../storage/ground/logger.ts'
import type { PublishedRecord } from './corpus-reader.ts'
import type { Fill } from './embeddings/embedding-options.ts'
import type { EmbeddingServer } from './embeddings/openai-embedder.ts'
import { serverEmbedding } from './embeddings/server-embedding.ts'
import { buildAside, hasStoredIndex } from './index/build-aside.ts'
import type { Library } from './library.ts'
import { type LiveLibrary, openLiveLibrary } from './live-library.ts'
import { openLibrary } from './open-library.ts'

export interface ServeLibraryOptions {
  corpusDirectory: string
  dataDirectory: string
  logger: Logger
  embeddingServer?: EmbeddingServer | undefined
  /** Records approved by staff, and a string that changes whenever they do. */
  published: () => Promise<readonly PublishedRecord[]>
  publishedVersion: () => Promise<string | undefined>
  /** Told of the records of each library as soon as they are read. */
  onRecords?: (records: Library['records']) => void
  /** Told of each library that has taken the place of another. */
  onExchange?: (library: Library) => void
}

/**
 * The library as `serve` wants it: whatever has to be built is built in a worker thread. A start waits for no server of
 * embeddings; vectors of new passages are fetched by the reload that follows.
 */
export async function serveLibrary(options: ServeLibraryOptions): Promise<LiveLibrary> {
  const {
    corpusDirectory,
    dataDirectory,
    logger,
    embeddingServer,
    published,
    publishedVersion,
    onExchange,
    onRecords,
  } = options
  const stopping = new AbortController()
  const build = (records: readonly PublishedRecord[], fill: Fill) => {
    const embedding = embeddingServer && { server: embeddingServer, fill }
    return buildAside(
      { corpusDirectory, dataDirectory, published: records, embedding },
      {
        signal: stopping.signal,
        onProgress: (progress) => logger.info(progress, 'building the search index'),
        onFailure: (err) => logger.warn({ err }, 'the worker that builds the search index failed'),
      },
    )
  }
  // A first start knows that there is something to build before it knows the records: it begins with those of the folder.
  const built = hasStoredIndex(dataDirectory) ? undefined : build([], 'none')
  let passagesLack = false

  const live = await openLiveLibrary({
    published,
    publishedVersion,
    onExchange,
    logger,
    open(records, occasion) {
      const isStart = occasion === 'start'
      const fill = isStart ? 'none' : 'changed'
      const onMissing = () => {
        passagesLack = isStart
      }
      return openLibrary({
        corpusDirectory,
        dataDirectory,
        logger,
        published: records,
        onRecords,
        embedding: embeddingServer && { ...serverEmbedding(embeddingServer, fill), onMissing },
        ...(isStart ? { built } : {}),
        buildAside: () => build(records, fill),
      })
    },
  })
  if (passagesLack) void live.reload('passages without an embedding')
  return {
    ...live,
    get current() {
      return live.current
    },
    close() {
      const closing = live.close()
      stopping.abort()
      return closing
    },
  }
}
