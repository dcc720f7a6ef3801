import { kindOfKey, type UnitKey, type UnitKind } from '../analysis/units.ts'
import type { LexicalIndex } from './lexical-index.ts'
import type { Question } from './lexical-search.ts'
import { type FieldName, fieldNames } from './ranking.ts'

const kindWeights: Partial<Record<UnitKind, number>> = {
  word: 1,
  kanji1: 0.5,
  kanji2: 1,
  katakana2: 0.7,
  latin: 1.2,
  hiragana2: 0.3,
  domain: 1,
}
const fieldWeights: Record<FieldName, number> = { title: 0.5, questions: 0.5, text: 1 }

/** 32-bit FNV-1a with a final mix, so that the low bits and the highest are independent. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Where a unit goes in a vector and with which weight (the hashing trick: the sign is drawn by the hash too). */
function place(index: LexicalIndex, key: UnitKey, term: number, dimensions: number) {
  const hash = hashOf(key)
  const weight = (kindWeights[kindOfKey(key)] ?? 0) * (index.idf[term] ?? 0)
  return { at: hash % dimensions, weight: hash & 0x80000000 ? -weight : weight }
}

/** The vector at length 1, or undefined when it has none. */
function unitVector(vector: ArrayLike<number>): number[] | undefined {
  const values = Array.from(vector)
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return length > 0 && Number.isFinite(length) ? values.map((value) => value / length) : undefined
}

/** A hashed vector of each document, from its postings; undefined for a document without words. */
export function documentVectors(index: LexicalIndex, dimensions: number): (number[] | undefined)[] {
  const vectors = Array.from({ length: index.documentCount }, () => new Float64Array(dimensions))
  for (const [key, term] of index.vocabulary) {
    const { at, weight } = place(index, key, term, dimensions)
    if (weight === 0) continue
    for (const field of fieldNames) {
      const { offsets, documents, impacts } = index.fields[field]
      const end = offsets[term + 1] ?? 0
      for (let posting = offsets[term] ?? 0; posting < end; posting += 1) {
        const vector = vectors[documents[posting] ?? 0]
        if (vector) vector[at] = (vector[at] ?? 0) + weight * fieldWeights[field] * (impacts[posting] ?? 0)
      }
    }
  }
  return vectors.map(unitVector)
}

/** The hashed vector of a question; undefined when the corpus knows none of its words. */
export function questionVector(index: LexicalIndex, question: Question, dimensions: number): number[] | undefined {
  const vector = new Float64Array(dimensions)
  for (const [key, { share }] of question) {
    const term = index.vocabulary.get(key)
    if (term === undefined) continue
    const { at, weight } = place(index, key, term, dimensions)
    vector[at] = (vector[at] ?? 0) + weight * share
  }
  return unitVector(vector)
}
