import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import kuromoji from 'kuromoji'

export type Tokenize = (text: string) => string[]

const clean = (text: string) => text.normalize('NFKC').toLowerCase()

/** Runs of letters cut into grams of the given lengths. */
export const grams =
  (...lengths: number[]): Tokenize =>
  (text) =>
    (clean(text).match(/[\p{L}\p{N}ー]+/gu) ?? []).flatMap((run) =>
      lengths.flatMap((length) =>
        Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => run.slice(at, at + length)),
      ),
    )

/** Words of `Intl.Segmenter`. */
export const segmenterWords = (): Tokenize => {
  const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
  return (text) =>
    [...segmenter.segment(clean(text))].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
}

const contentParts = new Set(['名詞', '動詞', '形容詞', '副詞'])

/** Content words of kuromoji in their basic form. */
export async function kuromojiWords(): Promise<Tokenize> {
  const dicPath = join(dirname(createRequire(import.meta.url).resolve('kuromoji/package.json')), 'dict')
  const tokenizer = await new Promise<kuromoji.Tokenizer>((resolve, reject) => {
    kuromoji.builder({ dicPath }).build((error, built) => (error ? reject(error) : resolve(built)))
  })
  return (text) =>
    tokenizer
      .tokenize(clean(text))
      .filter(({ pos }) => contentParts.has(pos))
      .map(({ basic_form, surface_form }) => (basic_form === '*' ? surface_form : basic_form))
}
