import { normalizeText, toHiragana } from '../analysis/normalize.ts'

/** A text as names are compared: without what people write now one way, now another. */
export interface FoldedText {
  /** Katakana as hiragana, without brackets, blanks, middle dots, dashes and long-vowel marks. */
  reading: string
  /** The same letters as written. */
  letters: string
  /** Place of each letter in the normalised text. */
  places: number[]
}

const ignored = /[\s・･\-ー~"'“”‘’「」『』()[\]{}【】〈〉《》〔〕]/

export function foldText(text: string): FoldedText {
  const normalized = normalizeText(text)
  const places: number[] = []
  let letters = ''
  for (let place = 0; place < normalized.length; place += 1) {
    const letter = normalized.charAt(place)
    if (ignored.test(letter)) continue
    letters += letter
    places.push(place)
  }
  return { reading: toHiragana(letters), letters, places }
}
