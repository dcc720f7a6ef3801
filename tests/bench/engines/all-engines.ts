import type { BuildEngine } from './engine.ts'
import { flexSearch, fts5, lunrSegmenter, miniSearch, orama, tokenizers } from './libraries.ts'
import { madoguchi } from './madoguchi.ts'

/**
 * Ours first, then what a user could pick off the shelf, each at its best for Japanese and once as it comes. LangChain's
 * BM25 retriever lives in @langchain/community, which this project refuses, and is not here.
 */
export const engines: Readonly<Record<string, BuildEngine>> = {
  madoguchi,
  'minisearch, as it comes': miniSearch(),
  'minisearch, kuromoji words': miniSearch(tokenizers.kuromojiWords),
  'minisearch, bigrams': miniSearch(tokenizers.bigrams),
  'minisearch, uni- and bigrams': miniSearch(tokenizers.unigramsAndBigrams),
  'minisearch, segmenter words': miniSearch(tokenizers.segmenterWords),
  'orama, as it comes': orama(false),
  'orama, Japanese': orama(true),
  'flexsearch, CJK with context': flexSearch,
  'lunr, segmenter words': lunrSegmenter,
  'sqlite fts5, trigram': fts5(),
  'sqlite fts5, bigrams': fts5(tokenizers.bigrams),
  'sqlite fts5, kuromoji words': fts5(tokenizers.kuromojiWords),
}

/** Enough to see where ours stands, in less than a minute. */
export const quickEngines = ['madoguchi', 'minisearch, bigrams', 'orama, Japanese', 'sqlite fts5, trigram']
