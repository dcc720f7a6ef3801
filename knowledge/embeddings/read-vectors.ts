import { AppError } from '../../storage/ground/errors.ts'

/** One entry of a server's answer, as far as it is believed. */
export interface VectorEntry {
  index?: unknown
  embedding?: unknown
}

const refuse = (fault: string): never => {
  throw new AppError('unavailable', `the embedding server answered with ${fault}`)
}

/**
 * The vectors of an answer in the order of the texts, each made length 1. A server is not trusted: a missing or repeated
 * entry, another length, a null or a NaN refuses the whole answer with `unavailable`.
 */
export function readVectors(entries: unknown, count: number, dimensions: number | undefined): number[][] {
  if (!Array.isArray(entries) || entries.length !== count) {
    return refuse(`${Array.isArray(entries) ? entries.length : 'no'} vectors for ${count} texts`)
  }
  const vectors = new Map<number, number[]>()
  for (const [place, entry] of entries.entries()) {
    const { index = place, embedding } = (entry ?? {}) as VectorEntry
    if (typeof index !== 'number' || !(index in entries) || vectors.has(index)) return refuse('vectors out of order')
    vectors.set(index, unitVector(embedding, dimensions ?? vectors.get(0)?.length ?? lengthOf(embedding)))
  }
  return entries.map((_entry, index) => vectors.get(index) ?? refuse('a vector missing'))
}

const lengthOf = (embedding: unknown): number =>
  Array.isArray(embedding) || ArrayBuffer.isView(embedding) ? (embedding as Float32Array).length : 0

function unitVector(embedding: unknown, dimensions: number): number[] {
  const length = lengthOf(embedding)
  if (length === 0 || length !== dimensions) return refuse(`a vector of length ${length} instead of ${dimensions}`)
  const values: unknown[] = Array.from(embedding as ArrayLike<unknown>)
  if (!values.every((value): value is number => typeof value === 'number' && Number.isFinite(value))) {
    return refuse('a value that is not a finite number')
  }
  const size = Math.hypot(...values)
  return size > 0 && Number.isFinite(size) ? values.map((value) => value / size) : refuse('a vector without direction')
}
