import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../storage/ground/errors.ts'
import type { PublishedRecord } from '../corpus-reader.ts'
import type { Fill } from '../embeddings/embedding-options.ts'
import type { EmbeddingServer } from '../embeddings/openai-embedder.ts'
import type { BuildProgress, OnProgress } from './build-progress.ts'

/** What the worker is given: plain data. */
export interface BuildTask {
  corpusDirectory: string
  dataDirectory: string
  published: readonly PublishedRecord[]
  embedding?: { server: EmbeddingServer; fill: Fill } | undefined
}

/** True when an index has been stored in the data folder, whether or not it is of use today. */
export function hasStoredIndex(dataDirectory: string): boolean {
  try {
    return readdirSync(join(dataDirectory, 'index')).some((entry) => /^index-.*\.manifest$/.test(entry))
  } catch {
    return false
  }
}

export interface BuildAsideOptions {
  onProgress?: OnProgress
  /** Told when the worker ended with an error. */
  onFailure?: (error: unknown) => void
  /** Stops the worker: a house that closes does not wait for a long build. */
  signal?: AbortSignal
}

/**
 * Builds and stores what is missing of an index in a worker thread, so that the doors are open and searches go on
 * meanwhile. Resolves when that is over, even with an error: `openLibrary` looks at what is stored then. Rejects only when
 * it was stopped.
 */
export function buildAside(task: BuildTask, options: BuildAsideOptions = {}): Promise<void> {
  const { onProgress, onFailure, signal } = options
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./build-worker.ts', import.meta.url), {
      workerData: task,
      // Small, as what a build throws away would stay with the process that serves: 50 MB less, no slower.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    const stop = () => {
      void worker.terminate()
      reject(new AppError('unavailable', 'the build of the index was stopped'))
    }
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (progress: BuildProgress) => onProgress?.(progress))
    worker.once('error', (error) => onFailure?.(error))
    worker.once('exit', () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    })
  })
}
