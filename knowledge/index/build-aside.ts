import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PublishedRecord } from '../corpus-reader.ts'
import { manifestName } from './manifest.ts'

/** What the worker is given. */
export interface BuildTask {
  corpusDirectory: string
  dataDirectory: string
  published: readonly PublishedRecord[]
}

/**
 * Where no index is stored yet, builds and stores one in a worker thread, so that a first start can open its doors
 * meanwhile. Resolves when that is over, however it went: `openLibrary` builds what is still missing.
 */
export function buildIndexAside(task: BuildTask): Promise<void> {
  if (existsSync(join(task.dataDirectory, 'index', manifestName))) return Promise.resolve()
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./build-worker.ts', import.meta.url), { workerData: task })
    worker.once('error', () => resolve())
    worker.once('exit', () => resolve())
  })
}
