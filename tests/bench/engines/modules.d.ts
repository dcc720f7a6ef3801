// The parts that the benches use of packages that bring no types.
declare module 'kuromoji' {
  namespace kuromoji {
    interface Token {
      pos: string
      basic_form: string
      surface_form: string
    }
    interface Tokenizer {
      tokenize(text: string): Token[]
    }
    function builder(options: { dicPath: string }): {
      build(done: (error: Error | null, tokenizer: Tokenizer) => void): void
    }
  }
  export default kuromoji
}

declare module 'lunr' {
  interface Builder {
    pipeline: { reset(): void }
    searchPipeline: { reset(): void }
    tokenizer: (text: unknown) => unknown[]
    ref(name: string): void
    field(name: string, options?: { boost: number }): void
    add(document: object): void
    build(): Index
  }
  interface Query {
    term(term: string, options: object): void
  }
  interface Index {
    query(fill: (query: Query) => void): { ref: string; score: number }[]
  }
  const lunr: { Builder: new () => Builder; Token: new (text: string, metadata: object) => object }
  export default lunr
}
