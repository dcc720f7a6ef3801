import hnswlib from 'hnswlib-node'
import { AppError } from '../../storage/ground/errors.ts'
import type { Allowed } from './lexical-search.ts'

export type DenseGraph = hnswlib.HierarchicalNSW

const links = 16
const effortBuilding = 100
const effortSearching = 96
const seed = 100

/** 32-bit FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  }
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** A unit vector of hashed units (the hashing trick with signs), or undefined when nothing has weight. */
export function hashedVector(
  units: Iterable<readonly [key: string, weight: number]>,
  dimensions: number,
): number[] | undefined {
  const vector = new Array<number>(dimensions).fill(0)
  for (const [key, weight] of units) {
    const hash = hashOf(key)
    const place = hash % dimensions
    vector[place] = (vector[place] ?? 0) + (hash & 0x80000000 ? -weight : weight)
  }
  const length = Math.hypot(...vector)
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : undefined
}

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
export function buildDenseGraph(vectors: readonly (number[] | undefined)[], dimensions: number): DenseGraph {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  graph.initIndex({
    maxElements: Math.max(1, vectors.length),
    m: links,
    efConstruction: effortBuilding,
    randomSeed: seed,
  })
  for (const [document, vector] of vectors.entries()) {
    if (vector) graph.addPoint(checkVector(vector, dimensions), document)
  }
  graph.setEf(effortSearching)
  return graph
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
