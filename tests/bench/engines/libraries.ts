import { DatabaseSync } from 'node:sqlite'
import { create, insertMultiple, search } from '@orama/orama'
import { createTokenizer } from '@orama/tokenizers/japanese'
import { Index as FlexSearch } from 'flexsearch'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import type { BuildEngine } from './engine.ts'
import { grams, kuromojiWords, segmenterWords, type Tokenize } from './tokenizers.ts'

/** MiniSearch with a tokenizer, the title counted twice. */
export const miniSearch =
  (tokenizer?: () => Tokenize | Promise<Tokenize>): BuildEngine =>
  async (passages) => {
    const tokenize = await tokenizer?.()
    const index = new MiniSearch({ fields: ['title', 'text'], ...(tokenize ? { tokenize } : {}) })
    index.addAll(passages)
    return {
      search: (question, top) =>
        index
          .search(question, { boost: { title: 2 }, ...(tokenize ? { tokenize } : {}) })
          .slice(0, top)
          .map(({ id }) => String(id)),
    }
  }

/** Orama, with its own Japanese tokenizer where asked. */
export const orama =
  (japanese: boolean): BuildEngine =>
  async (passages) => {
    const index = create({
      schema: { key: 'string', title: 'string', text: 'string' } as const,
      ...(japanese ? { components: { tokenizer: createTokenizer() } } : {}),
    })
    await insertMultiple(
      index,
      passages.map(({ id, title, text }) => ({ key: id, title, text })),
      500,
    )
    return {
      async search(question, top) {
        const { hits } = await search(index, { term: question, properties: ['title', 'text'], limit: top })
        return hits.map(({ document }) => document.key)
      },
    }
  }

/** FlexSearch on single characters with context, as its documentation advises for Chinese, Japanese and Korean. */
export const flexSearch: BuildEngine = (passages) => {
  const index = new FlexSearch({ encode: grams(1), context: { depth: 2, bidirectional: true, resolution: 9 } })
  for (const [place, { title, text }] of passages.entries()) index.add(place, `${title}\n${text}`)
  return {
    search: (question, top) =>
      index.search(question, { limit: top, suggest: true }).flatMap((place) => passages[Number(place)]?.id ?? []),
  }
}

/** Lunr over words of the segmenter; its Japanese search path finds nothing unless the question is cut by hand. */
export const lunrSegmenter: BuildEngine = (passages) => {
  const words = segmenterWords()
  const builder = new lunr.Builder()
  builder.pipeline.reset()
  builder.searchPipeline.reset()
  builder.tokenizer = (text) => words(String(text)).map((word, position) => new lunr.Token(word, { position }))
  builder.ref('id')
  builder.field('title', { boost: 2 })
  builder.field('text')
  for (const passage of passages) builder.add(passage)
  const index = builder.build()
  return {
    search: (question, top) =>
      index
        .query((query) => {
          for (const word of words(question)) query.term(word, {})
        })
        .slice(0, top)
        .map(({ ref }) => ref),
  }
}

/** SQLite FTS5: its trigram tokenizer on the text itself, or words and grams of ours between blanks. */
export const fts5 =
  (tokenizer?: () => Tokenize | Promise<Tokenize>): BuildEngine =>
  async (passages) => {
    const tokenize = await tokenizer?.()
    const cut = (text: string) => (tokenize ? tokenize(text).join(' ') : text)
    const terms = tokenize ?? grams(3)
    const database = new DatabaseSync(':memory:')
    database.exec(
      `create virtual table passages using fts5(title, text, tokenize = '${tokenize ? 'unicode61' : 'trigram'}')`,
    )
    const insert = database.prepare('insert into passages (rowid, title, text) values (?, ?, ?)')
    database.exec('begin')
    for (const [place, { title, text }] of passages.entries()) insert.run(place + 1, cut(title), cut(text))
    database.exec('commit')
    const select = database.prepare(
      'select rowid from passages where passages match ? order by bm25(passages, 2.0, 1.0) limit ?',
    )
    return {
      search(question, top) {
        const wanted = [...new Set(terms(question))].map((term) => `"${term.replaceAll('"', '')}"`)
        if (wanted.length === 0) return []
        return select.all(wanted.join(' OR '), top).flatMap(({ rowid }) => passages[Number(rowid) - 1]?.id ?? [])
      },
    }
  }

export const tokenizers = {
  bigrams: () => grams(2),
  unigramsAndBigrams: () => grams(1, 2),
  segmenterWords,
  kuromojiWords,
}
