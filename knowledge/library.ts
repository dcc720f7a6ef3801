import type { Facet, KnowledgeRecord, RecordKind, RecordLanguage } from './record/schema.ts'
import type { CallState } from './scheme/call-state.ts'

export interface SearchFilter {
  kinds?: readonly RecordKind[]
  /** Keeps records usable in one of these areas (全国 always counts as usable). */
  areas?: readonly string[]
  status?: 'real' | 'planned'
  languages?: readonly RecordLanguage[]
  /** The moment of the question: keeps records in effect then, and is the day by which `callStates` are judged. */
  at?: number
  /** Keeps records whose call stands so at `at`, which must be given with it. */
  callStates?: readonly CallState['state'][]
}

export interface SearchOptions {
  limit?: number
  filter?: SearchFilter
  vector?: readonly number[] | undefined
}

export interface SearchHit {
  recordId: string
  /** The facet of the record that matched best. */
  facet: Facet
  /** The passage that matched, as indexed. */
  passage: string
  /** Headings above the passage, outermost first, and its page, where the record is a document with any. */
  trail?: string[]
  page?: number
  /** Fused score; comparable within one search only. */
  score: number
  /** 0 to 1: share of the query's weighted terms found in the passage and the record's names. Comparable between searches. */
  coverage: number
  /** 0 to 1: probability that the record answers the question at all; how often it errs: docs/decisions/0003-search.md. */
  confidence: number
}

/** A name or alias of a record found inside a text. */
export interface NameMatch {
  recordIds: string[]
  /** The name as the corpus writes it. */
  name: string
  /** Where it was found in the normalised text. */
  start: number
  end: number
  /** True when it was found by reading or with a typing error, not letter by letter. */
  approximate: boolean
}

/** The library as the consultant sees it. Built once, swapped whole, read by everyone. */
export interface Library {
  /** Hash of the corpus that this library was built from. */
  readonly version: string
  readonly records: ReadonlyMap<string, KnowledgeRecord>
  /** Passages of the corpus nearest to a question, best first, at most `limit`; with its vector also those near in meaning. */
  search(query: string, options?: SearchOptions): SearchHit[]
  /**
   * The vector of a question, for `search`; only where a server of embeddings stands behind the library. Resolves with
   * undefined when it does not answer in time (1.5 s); never throws. The question leaves the house: masked text only.
   */
  embedQuestion?(question: string, signal?: AbortSignal): Promise<number[] | undefined>
  /**
   * Share (0 to 1) of what a question says beside `apart`, weighed by how rare its words are here, that each of the texts
   * says too.
   */
  shares(question: string, texts: readonly string[], apart: string): number[]
  /** Names and aliases of records that the text holds, longest first, non-overlapping. */
  findNames(text: string): NameMatch[]
  /** The form in which texts are compared: NFKC, small letters, one kind of dash, no invisible characters. */
  normalize(text: string): string
}
