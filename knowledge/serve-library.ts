import type { Logger } from '../storage/ground/logger.ts'
import type { PublishedRecord } from './corpus-reader.ts'
import type { EmbeddingServer } from './embeddings/openai-embedder.ts'
import { serverEmbedding } from './embeddings/server-embedding.ts'
import { buildAside, hasStoredIndex } from './index/build-aside.ts'
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
}

/**
 * The library as `serve` wants it: whatever has to be built is built in a worker thread. A start waits for no server of
 * embeddings; vectors of new passages are fetched by the reload that follows.
 */
export async function serveLibrary(options: ServeLibraryOptions): Promise<LiveLibrary> {
  const { corpusDirectory, dataDirectory, logger, embeddingServer, published, publishedVersion } = options
  let passagesLack = false
  const live = await openLiveLibrary({
    published,
    publishedVersion,
    logger,
    open(records, occasion) {
      const fill = occasion === 'start' ? 'none' : 'changed'
      const embedding = embeddingServer && {
        ...serverEmbedding(embeddingServer, fill),
        onMissing: () => {
          passagesLack = occasion === 'start'
        },
      }
      const build = () =>
        buildAside(
          {
            corpusDirectory,
            dataDirectory,
            published: records,
            embedding: embeddingServer && { server: embeddingServer, fill },
          },
          (progress) => logger.info(progress, 'building the search index'),
        )
      // A first start need not read the corpus to know that there is something to build.
      const built = hasStoredIndex(dataDirectory) ? undefined : build()
      return openLibrary({
        corpusDirectory,
        dataDirectory,
        logger,
        published: records,
        embedding,
        built,
        buildAside: () => built ?? build(),
      })
    },
  })
  if (passagesLack) void live.reload('passages without an embedding')
  return live
}
