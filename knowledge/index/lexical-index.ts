import type { Analyzer } from '../analysis/analyzer.ts'
import { reduceThesaurus, type Thesaurus } from '../analysis/thesaurus.ts'
import type { UnitKey } from '../analysis/units.ts'
import type { OnProgress } from './build-progress.ts'
import { profileOf } from './collection-profile.ts'
import { type GrowingNumbers, growingNumbers } from './growing-numbers.ts'
import { type CollectionProfile, type FieldName, type FieldRanking, fieldNames, rankingOf } from './ranking.ts'

/** What is indexed: texts by field. Documents of one group (a record's facets) count once in the document frequency. */
export interface IndexedDocument {
  group: number
  fields: Partial<Record<FieldName, string>>
}

/** Postings of one field, by term: `documents[offsets[t]..offsets[t+1]]`, ascending, each with its BM25+ impact. */
export interface FieldPostings {
  offsets: Uint32Array
  documents: Uint32Array
  impacts: Float32Array
}

export interface LexicalIndex {
  documentCount: number
  vocabulary: Map<UnitKey, number>
  /** Inverse document frequency by term, over groups. */
  idf: Float32Array
  /** The frequency of a term that no document holds. */
  unseenIdf: number
  profile: CollectionProfile
  /** Words of the thesaurus that call up a meaning which some document holds: all that a question needs of it. */
  thesaurus: Thesaurus
  fields: Record<FieldName, FieldPostings>
}

/** Postings in the order of the documents: those of document d are `starts[d]..starts[d+1]`. */
interface Occurrences {
  starts: GrowingNumbers
  terms: GrowingNumbers
  counts: GrowingNumbers
  /** Of each document's text, in UTF-16 units. */
  lengths: Uint32Array
}

/** Every so many documents progress is told. */
const documentsBetween = 1_000

/** Builds the lexical index in memory; `analyzer` must have been made with `thesaurus`. */
export function buildLexicalIndex(
  documents: readonly IndexedDocument[],
  analyzer: Analyzer,
  thesaurus: Thesaurus,
  onProgress?: OnProgress,
): LexicalIndex {
  const vocabulary = new Map<UnitKey, number>()
  const groupCount = new Set(documents.map(({ group }) => group)).size
  const newOccurrences = (): Occurrences => ({
    starts: growingNumbers(documents.length + 1),
    terms: growingNumbers(),
    counts: growingNumbers(),
    lengths: new Uint32Array(documents.length),
  })
  const occurrences: Record<FieldName, Occurrences> = {
    title: newOccurrences(),
    questions: newOccurrences(),
    text: newOccurrences(),
  }
  const groupFrequency: number[] = []
  const lastGroup: number[] = []

  // Equal texts come in rows (the names of a record stand with each of its facets): the last analysis is kept.
  const last: Partial<Record<FieldName, { text: string; units: Map<UnitKey, number> }>> = {}
  const unitsOf = (field: FieldName, text: string) => {
    const known = last[field]
    if (known?.text === text) return known.units
    const units = analyzer.analyze(text)
    last[field] = { text, units }
    return units
  }

  for (const [document, { group, fields }] of documents.entries()) {
    if (document % documentsBetween === 0) onProgress?.({ phase: 'words', done: document, total: documents.length })
    for (const field of fieldNames) {
      const text = fields[field] ?? ''
      const { starts, terms, counts, lengths } = occurrences[field]
      starts.push(terms.length)
      lengths[document] = text.length
      if (text === '') continue
      for (const [key, count] of unitsOf(field, text)) {
        const term = vocabulary.get(key) ?? vocabulary.size
        vocabulary.set(key, term)
        terms.push(term)
        counts.push(count)
        if (lastGroup[term] === group) continue
        lastGroup[term] = group
        groupFrequency[term] = (groupFrequency[term] ?? 0) + 1
      }
    }
  }
  onProgress?.({ phase: 'words', done: documents.length, total: documents.length })

  const idfOf = (frequency: number) => Math.log(1 + (groupCount - frequency + 0.5) / (frequency + 0.5))
  const profile = profileOf(documents)
  const ranking = rankingOf(profile)
  const inverted = (field: FieldName) => invert(occurrences[field], ranking[field], vocabulary.size)
  return {
    documentCount: documents.length,
    vocabulary,
    idf: Float32Array.from(groupFrequency, idfOf),
    unseenIdf: idfOf(0.5),
    profile,
    thesaurus: reduceThesaurus(thesaurus, vocabulary),
    fields: { title: inverted('title'), questions: inverted('questions'), text: inverted('text') },
  }
}

/** Turns postings by document into postings by term, with their impacts. */
function invert(
  { starts, terms, counts, lengths }: Occurrences,
  ranking: FieldRanking,
  termCount: number,
): FieldPostings {
  const { k1, b, delta } = ranking
  const average = averageOf(lengths)
  const byDocument = terms.view()
  const times = counts.view()
  const begins = starts.view()
  const offsets = new Uint32Array(termCount + 1)
  for (const term of byDocument) offsets[term + 1] = (offsets[term + 1] ?? 0) + 1
  for (let term = 0; term < termCount; term += 1) offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0)
  const next = offsets.slice()
  const documents = new Uint32Array(byDocument.length)
  const impacts = new Float32Array(byDocument.length)
  for (let document = 0; document < lengths.length; document += 1) {
    const norm = k1 * (1 - b + (b * (lengths[document] ?? 0)) / average)
    const end = begins[document + 1] ?? byDocument.length
    for (let at = begins[document] ?? 0; at < end; at += 1) {
      const term = byDocument[at] ?? 0
      const count = times[at] ?? 0
      const place = next[term] ?? 0
      next[term] = place + 1
      documents[place] = document
      impacts[place] = (count * (k1 + 1)) / (count + norm) + delta
    }
  }
  return { offsets, documents, impacts }
}

/** Mean length of the texts that are not empty; at least 1. */
function averageOf(lengths: Uint32Array): number {
  let sum = 0
  let filled = 0
  for (const length of lengths) {
    sum += length
    if (length > 0) filled += 1
  }
  return Math.max(1, sum / Math.max(1, filled))
}

/** True when `document` holds `term` in any field. */
export function holdsTerm(index: LexicalIndex, term: number, document: number): boolean {
  return fieldNames.some((field) => {
    const { offsets, documents } = index.fields[field]
    let low = offsets[term] ?? 0
    let high = offsets[term + 1] ?? 0
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = documents[middle] ?? 0
      if (found === document) return true
      if (found < document) low = middle + 1
      else high = middle
    }
    return false
  })
}
