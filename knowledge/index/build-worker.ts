import { parentPort, workerData } from 'node:worker_threads'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createOpenAiEmbedder } from '../embeddings/openai-embedder.ts'
import { openLibrary } from '../open-library.ts'
import type { BuildTask } from './build-aside.ts'

// Opening a library builds and stores its index; faults are told by the one that serves.
const { embedding, ...task } = workerData as BuildTask
await openLibrary({
  ...task,
  logger: silentLogger,
  onProgress: (progress) => parentPort?.postMessage(progress),
  ...(embedding ? { embedding: { embedder: createOpenAiEmbedder(embedding.server), fill: embedding.fill } } : {}),
})
