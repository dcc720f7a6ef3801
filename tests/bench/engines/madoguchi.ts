import { emptyLexicon } from '../../../knowledge/analysis/lexicon.ts'
import { readSudachiThesaurus } from '../../../knowledge/analysis/sudachi-thesaurus.ts'
import { buildHybridIndex, createSearcher } from '../../../knowledge/index/hybrid-index.ts'
import type { BuildEngine } from './engine.ts'

/** Our own engine, as `madoguchi retrieve` runs it. */
export const madoguchi: BuildEngine = async (passages) => {
  const documents = passages.map(({ title, text }, group) => ({
    group,
    fields: { title, text: title === '' ? text : `${title}\n${text}` },
  }))
  const index = buildHybridIndex(documents, { lexicon: emptyLexicon, thesaurus: await readSudachiThesaurus() })
  const searcher = createSearcher(index, [...passages.keys()], emptyLexicon)
  return {
    search: (question, top) =>
      searcher.search(question, { limit: top }).flatMap(({ group }) => passages[group]?.id ?? []),
  }
}
