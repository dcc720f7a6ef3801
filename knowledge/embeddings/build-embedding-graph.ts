import { AppError, messageOf } from '../../storage/ground/errors.ts'
import { buildGraphOf, type DenseGraph, writeDenseGraph } from '../index/dense-leg.ts'
import { type GenerationSet, listGenerations, type Opened, removeGeneration } from '../index/generations.ts'
import type { Identity } from '../index/manifest.ts'
import { publishGeneration } from '../index/publish-generation.ts'
import type { EmbeddingLegOptions } from './embedding-options.ts'
import { fillVectors, probeText } from './fill-vectors.ts'
import { openVectorCache, removeOtherVectors, type VectorCache } from './vector-cache.ts'

/**
 * Fetches the vectors that may be fetched, then builds and stores a graph of all there are. Returns what was `stored`
 * before when nothing came of it. Throws with `fill: 'all'` when the server fails; what was fetched by then is kept.
 */
export async function buildEmbeddingGraph(
  options: EmbeddingLegOptions,
  set: GenerationSet,
  wanted: Identity,
  stored: Opened<DenseGraph>,
): Promise<Opened<DenseGraph>> {
  const { embedder, fill, texts, logger } = options
  const cache = await openVectorCache(set.folder, embedder.model)
  let usable = stored
  let failure: unknown
  if (fill === 'all' || (fill === 'changed' && cache.size > 0)) {
    const onOtherModel = async () => {
      logger.warn({ model: embedder.model }, 'the server has another model under this name: embeddings are made anew')
      usable = { value: undefined, absent: false, reason: 'other model under this name' }
      for (const { id } of await listGenerations(set)) await removeGeneration(set, id)
    }
    try {
      await fillVectors(embedder, cache, texts, { onOtherModel, onProgress: options.onProgress })
    } catch (thrown) {
      failure = thrown
      logger.warn({ reason: messageOf(thrown), model: embedder.model }, 'embeddings could not be fetched')
    }
  }
  const built = await buildFromCache(options, set, wanted, usable, cache)
  if (failure !== undefined && fill === 'all') {
    const publicText =
      '埋め込みの取得が途中で止まりました。取得した分は残っています。もう一度実行すると続きから始まります。'
    throw new AppError('unavailable', 'embeddings could not be fetched', { publicText, cause: failure })
  }
  return built
}

async function buildFromCache(
  { texts, clock, logger, onProgress }: EmbeddingLegOptions,
  set: GenerationSet,
  wanted: Identity,
  stored: Opened<DenseGraph>,
  cache: VectorCache,
): Promise<Opened<DenseGraph>> {
  const missing = texts.filter((text) => !cache.has(text)).length
  const { dimensions } = cache
  if (dimensions === undefined || missing === texts.length) return stored
  if (stored.value && Number(stored.identity.missing) <= missing) return stored

  const graph = buildGraphOf(texts.length, (document) => cache.get(texts[document] ?? ''), dimensions, onProgress)
  const identity = { ...wanted, dimensions, missing }
  try {
    await publishGeneration(set, identity, { graph: (path) => writeDenseGraph(graph, path) }, clock)
    if (missing === 0) {
      await cache.compact([...texts, probeText])
      await removeOtherVectors(set.folder, String(wanted.model))
    }
  } catch (thrown) {
    logger.warn({ reason: messageOf(thrown) }, 'embeddings cannot be stored; they are kept in memory')
  }
  return { value: graph, identity }
}
