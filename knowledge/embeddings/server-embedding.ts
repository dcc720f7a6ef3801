import type { Fill, LibraryEmbedding } from './embedding-options.ts'
import { createOpenAiEmbedder, type EmbeddingServer } from './openai-embedder.ts'

/** What a library needs of a server: one embedder with time and a second try for passages, one without for questions. */
export const serverEmbedding = (server: EmbeddingServer, fill: Fill): LibraryEmbedding => ({
  fill,
  embedder: createOpenAiEmbedder(server),
  questions: createOpenAiEmbedder({ ...server, retries: 0, timeoutMs: 5_000 }),
})
