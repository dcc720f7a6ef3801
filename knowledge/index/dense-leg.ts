import hnswlib from 'hnswlib-node'
import { AppError } from '../../storage/ground/errors.ts'
import { type OnProgress, progressEvery } from './build-progress.ts'
import type { Allowed } from './lexical-search.ts'

export type DenseGraph = hnswlib.HierarchicalNSW

const links = 16
const effortBuilding = 64
const effortSearching = 96
const seed = 100

/**
 * Returns the vector as a plain array, or throws: hnswlib-node ends the process on a value that is no number and takes
 * NaN and zero vectors in silence.
 */
export function checkVector(vector: unknown, dimensions: number): number[] {
  if (!Array.isArray(vector) || vector.length !== dimensions) {
    throw new AppError('internal', `a vector must be an array of ${dimensions} numbers`)
  }
  const numbers = vector.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  if (numbers.length !== dimensions)
    throw new AppError('internal', 'a vector holds a value that is not a finite number')
  if (numbers.every((value) => value === 0)) throw new AppError('internal', 'a vector is zero')
  return numbers
}

/** Builds the graph; a document without a vector (no words in it) has no point. */
export const buildDenseGraph = (
  vectors: readonly (number[] | undefined)[],
  dimensions: number,
  onProgress?: OnProgress,
): DenseGraph => buildGraphOf(vectors.length, (document) => vectors[document], dimensions, onProgress)

/** The same from vectors that are made one at a time: all of a large corpus at once would not fit. */
export function buildGraphOf(
  count: number,
  vectorOf: (document: number) => number[] | undefined,
  dimensions: number,
  onProgress?: OnProgress,
): DenseGraph {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  graph.initIndex({
    maxElements: Math.max(1, count),
    m: links,
    efConstruction: effortBuilding,
    randomSeed: seed,
  })
  for (let document = 0; document < count; document += 1) {
    const vector = vectorOf(document)
    if (vector) graph.addPoint(checkVector(vector, dimensions), document)
    const done = document + 1
    if (done % progressEvery === 0) onProgress?.({ phase: 'graph', done, total: count })
  }
  graph.setEf(effortSearching)
  return graph
}

/** Writes the graph to a file; a failure shows only in the file that is missing. */
export async function writeDenseGraph(graph: DenseGraph, file: string): Promise<void> {
  await graph.writeIndex(file)
}

/** Loads a graph whose bytes have been verified: a flipped byte would end the process here. Throws when unreadable. */
export function loadDenseGraph(file: string, dimensions: number, documentCount: number): DenseGraph {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  graph.readIndexSync(file)
  if (graph.getCurrentCount() > documentCount || graph.getNumDimensions() !== dimensions) {
    throw new AppError('internal', 'the dense index is of another corpus')
  }
  graph.setEf(effortSearching)
  return graph
}

/** Similarity (0 to 1) of the nearest documents, at most `limit`. */
export function nearest(graph: DenseGraph, vector: number[], limit: number, allowed: Allowed): Map<number, number> {
  const count = graph.getCurrentCount()
  if (count === 0) return new Map()
  const query = checkVector(vector, graph.getNumDimensions())
  // The callback runs inside native code, where a throw ends the process: it does nothing but look.
  const filter = allowed && ((document: number): boolean => allowed[document] === 1)
  const { neighbors, distances } = graph.searchKnn(query, Math.min(limit, count), filter)
  return new Map(neighbors.map((document, rank) => [document, Math.max(0, 1 - (distances[rank] ?? 1))]))
}
