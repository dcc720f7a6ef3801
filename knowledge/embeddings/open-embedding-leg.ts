import type { Clock } from '../../storage/ground/clock.ts'
import { type DenseGraph, loadDenseGraph } from '../index/dense-leg.ts'
import { type GenerationSet, type Opened, openGeneration } from '../index/generations.ts'
import { formatVersion, type Identity, passagesHashOf } from '../index/manifest.ts'
import { buildEmbeddingGraph } from './build-embedding-graph.ts'
import { createEmbeddingLeg, type EmbeddingLeg } from './embedding-leg.ts'
import type { EmbeddingLegOptions } from './embedding-options.ts'
import { hasStoredVectors } from './vector-cache.ts'

/** The leg, undefined where the model has no vectors yet, and how many documents are without one. */
export interface OpenedLeg {
  leg: EmbeddingLeg | undefined
  missing: number
}

/**
 * Opens the leg of embeddings: the stored graph, else one built from the stored vectors. Vectors of another model are
 * never used: the leg stays off, with a warning, until `madoguchi index` has run. Throws `unavailable` only with
 * `fill: 'all'`, when the server fails; what was fetched by then is kept.
 */
export async function openEmbeddingLeg(options: EmbeddingLegOptions): Promise<OpenedLeg> {
  const { folder, texts, embedder, fill, logger, clock, buildAside } = options
  const set: GenerationSet = { folder, name: 'embeddings' }
  const wanted = identityOf(embedder.model, texts)
  const load = () => openStored(set, wanted, texts.length, clock)

  const first = await load()
  if (first.value && first.rolledBack) {
    logger.warn({ reason: first.rolledBack }, 'embeddings rolled back to the ones before')
  }
  const isWhole = first.value !== undefined && first.identity.missing === 0
  let opened = first
  if (!buildAside) {
    if (!isWhole || fill === 'all') opened = await buildEmbeddingGraph(options, set, wanted, first)
  } else if (!isWhole && (fill === 'changed' || !first.value) && (await hasStoredVectors(folder, embedder.model))) {
    await buildAside()
    opened = await load()
  }

  if (!opened.value) {
    const fields = { reason: opened.reason, model: embedder.model }
    logger.warn(fields, 'no embeddings of this model are stored: search goes by words until `madoguchi index` has run')
    return { leg: undefined, missing: texts.length }
  }
  if (!first.value && !first.absent) logger.warn({ reason: first.reason }, 'embeddings rebuilt from stored vectors')
  const missing = Number(opened.identity.missing)
  if (missing > 0) logger.warn({ missing, passages: texts.length }, 'passages are without an embedding')
  return { leg: createEmbeddingLeg(opened.value, Number(opened.identity.dimensions)), missing }
}

const identityOf = (model: string, texts: readonly string[]): Identity => ({
  formatVersion,
  model,
  passagesHash: passagesHashOf(texts),
  documentCount: texts.length,
})

const openStored = (set: GenerationSet, wanted: Identity, count: number, clock: Clock): Promise<Opened<DenseGraph>> =>
  openGeneration(set, wanted, clock, async (files) =>
    loadDenseGraph(await files.path('graph'), Number(files.identity.dimensions), count),
  )
