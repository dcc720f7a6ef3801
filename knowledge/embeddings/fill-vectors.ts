import type { OnProgress } from '../index/build-progress.ts'
import { type Embedder, embeddingBatch } from './embedder.ts'
import type { VectorCache } from './vector-cache.ts'

/** Calls between two writes of the cache: what a killed build has to pay for again, at most. */
const batchesPerWrite = 4
/**
 * A text whose vector tells whether the server still runs the model that the stored vectors came from: the name of a model
 * says nothing about what a server of one's own has loaded under it.
 */
export const probeText = '産学官金連携ワンストップ相談窓口'
/** Cosine below which two vectors of the probe are of two models. Rounding and batching leave more than 0.999. */
const sameModel = 0.98

/**
 * Asks the server for the vectors that the cache lacks, and keeps each portion as it comes. Stored vectors of what turns
 * out to be another model are dropped first, and `onOtherModel` is told. Throws what the embedder throws.
 */
export async function fillVectors(
  embedder: Embedder,
  cache: VectorCache,
  texts: readonly string[],
  { onProgress, onOtherModel }: { onProgress?: OnProgress | undefined; onOtherModel: () => Promise<void> },
): Promise<void> {
  const [probe = []] = await embedder.embed([probeText])
  if (isOfOtherModel(cache, probe)) {
    await cache.clear()
    await onOtherModel()
  }
  if (!cache.has(probeText)) await cache.add([[probeText, probe]])
  const missing = [...new Set(texts)].filter((text) => !cache.has(text))
  let waiting: [string, number[]][] = []
  for (let start = 0; start < missing.length; start += embeddingBatch) {
    const batch = missing.slice(start, start + embeddingBatch)
    try {
      const vectors = await embedder.embed(batch)
      waiting.push(...batch.map((text, index): [string, number[]] => [text, vectors[index] ?? []]))
    } catch (thrown) {
      await cache.add(waiting)
      throw thrown
    }
    if (waiting.length >= embeddingBatch * batchesPerWrite || start + embeddingBatch >= missing.length) {
      await cache.add(waiting)
      waiting = []
    }
    onProgress?.({ phase: 'embeddings', done: start + batch.length, total: missing.length })
  }
}

function isOfOtherModel(cache: VectorCache, now: readonly number[]): boolean {
  if (cache.size > 0 && cache.dimensions !== now.length) return true
  // Where the probe's own record was damaged, nothing speaks against the rest.
  const then = cache.get(probeText)
  return then !== undefined && cosine(then, now) < sameModel
}

const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0)
