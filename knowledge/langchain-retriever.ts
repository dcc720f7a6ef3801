import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import type { Library, SearchFilter } from './library.ts'
import type { Facet } from './record/schema.ts'

/** What a document tells beside its text. */
export interface PassageMetadata extends Record<string, unknown> {
  recordId: string
  facet: Facet
  title: string
  /** The first source with an address that can be opened. */
  url: string | undefined
  /** `YYYY-MM-DD` */
  checkedOn: string
  /** Of what was taken in: when it was fetched, the SHA-256 of what came, the terms of its use. */
  fetchedAt: string | undefined
  sha256: string | undefined
  licence: string | undefined
  /** Of a document: headings above the passage, outermost first, and its page. */
  trail: string[] | undefined
  page: number | undefined
  score: number
  coverage: number
}

export interface LibraryRetrieverOptions extends BaseRetrieverInput {
  library: Library
  /** Documents at most (default 6). */
  limit?: number
  filter?: SearchFilter
}

/** The library as a retriever of LangChain. */
export class LibraryRetriever extends BaseRetriever<PassageMetadata> {
  readonly lc_namespace = ['madoguchi', 'knowledge']
  readonly #library: Library
  readonly #limit: number
  readonly #filter: SearchFilter

  static override lc_name(): string {
    return 'LibraryRetriever'
  }

  constructor({ library, limit = 6, filter = {}, ...fields }: LibraryRetrieverOptions) {
    super(fields)
    this.#library = library
    this.#limit = limit
    this.#filter = filter
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const hits = this.#library.search(query, { limit: this.#limit, filter: this.#filter })
    return hits.flatMap(({ recordId, facet, passage, trail, page, score, coverage }) => {
      const record = this.#library.records.get(recordId)
      if (!record) return []
      const { name: title, checkedOn, sources } = record
      const source = sources.find(({ url }) => url?.startsWith('http'))
      const { url, fetchedAt, sha256, licence } = source ?? {}
      const from = { recordId, facet, title, url, checkedOn, fetchedAt, sha256, licence, trail, page }
      const metadata = { ...from, score, coverage }
      return [new Document({ id: `${recordId}#${facet}`, pageContent: passage, metadata })]
    })
  }
}
