import type { Analyzer, UnitKey } from '../analysis/analyzer.ts'
import { type FieldName, fieldNames, fieldRanking } from './ranking.ts'

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
  /** How distinct the titles are: 1 when each group has its own, near 0 when many groups share a few. */
  titleDistinctness: number
  fields: Record<FieldName, FieldPostings>
}

/** Term, document and count of each posting, three numbers in a row. */
type Occurrences = number[]

/** Builds the lexical index in memory. */
export function buildLexicalIndex(documents: readonly IndexedDocument[], analyzer: Analyzer): LexicalIndex {
  const vocabulary = new Map<UnitKey, number>()
  const groupCount = new Set(documents.map(({ group }) => group)).size
  const occurrences: Record<FieldName, Occurrences> = { title: [], questions: [], text: [] }
  const lengths: Record<FieldName, number[]> = { title: [], questions: [], text: [] }
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
    for (const field of fieldNames) {
      const text = fields[field] ?? ''
      lengths[field].push(text.length)
      if (text === '') continue
      for (const [key, count] of unitsOf(field, text)) {
        const term = vocabulary.get(key) ?? vocabulary.size
        vocabulary.set(key, term)
        occurrences[field].push(term, document, count)
        if (lastGroup[term] === group) continue
        lastGroup[term] = group
        groupFrequency[term] = (groupFrequency[term] ?? 0) + 1
      }
    }
  }

  const idfOf = (frequency: number) => Math.log(1 + (groupCount - frequency + 0.5) / (frequency + 0.5))
  const titles = documents.map(({ fields }) => fields.title ?? '').filter(Boolean)
  const titledGroups = new Set(documents.filter(({ fields }) => fields.title).map(({ group }) => group)).size
  return {
    documentCount: documents.length,
    vocabulary,
    idf: Float32Array.from(groupFrequency, idfOf),
    unseenIdf: idfOf(0.5),
    titleDistinctness: titledGroups === 0 ? 0 : Math.min(1, new Set(titles).size / titledGroups),
    fields: {
      title: postings('title', occurrences.title, lengths.title, vocabulary.size),
      questions: postings('questions', occurrences.questions, lengths.questions, vocabulary.size),
      text: postings('text', occurrences.text, lengths.text, vocabulary.size),
    },
  }
}

function postings(field: FieldName, occurrences: Occurrences, lengths: number[], terms: number): FieldPostings {
  const { k1, b, delta } = fieldRanking[field]
  const filled = lengths.filter((length) => length > 0)
  const average = filled.reduce((sum, length) => sum + length, 0) / Math.max(1, filled.length)
  const offsets = new Uint32Array(terms + 1)
  for (let at = 0; at < occurrences.length; at += 3) {
    const after = (occurrences[at] ?? 0) + 1
    offsets[after] = (offsets[after] ?? 0) + 1
  }
  for (let term = 0; term < terms; term += 1) offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0)
  const next = offsets.slice()
  const documents = new Uint32Array(occurrences.length / 3)
  const impacts = new Float32Array(occurrences.length / 3)
  for (let at = 0; at < occurrences.length; at += 3) {
    const term = occurrences[at] ?? 0
    const document = occurrences[at + 1] ?? 0
    const count = occurrences[at + 2] ?? 0
    const place = next[term] ?? 0
    next[term] = place + 1
    documents[place] = document
    const norm = k1 * (1 - b + (b * (lengths[document] ?? 0)) / Math.max(1, average))
    impacts[place] = (count * (k1 + 1)) / (count + norm) + delta
  }
  return { offsets, documents, impacts }
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
