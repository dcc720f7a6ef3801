/** A digit as people write it where they do not want a number read: 0, 〇, 零, 一. `\d` of NFKC text is ASCII. */
export const DIGIT = '[\\d〇零一二三四五六七八九]'

/** A digit as it is spoken, in katakana, which no ordinary word strings together. */
export const SPOKEN = '(?:ゼロ|レイ|マル|イチ|ニー?|サン|ヨン|ゴー?|ロク|ナナ|ハチ|キュー)'

const values: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'〇一二三四五六七八九'].map((kanji, value) => [kanji, String(value)])),
  零: '0',
  ゼロ: '0',
  レイ: '0',
  マル: '0',
  イチ: '1',
  ニ: '2',
  ニー: '2',
  サン: '3',
  ヨン: '4',
  ゴ: '5',
  ゴー: '5',
  ロク: '6',
  ナナ: '7',
  ハチ: '8',
  キュー: '9',
}
const oneDigit = new RegExp(`${SPOKEN}|${DIGIT}`, 'g')

/** The ASCII digits that a text spells, in their order: 「〇三-1234」 → `031234`. */
export const digitsOf = (text: string): string =>
  (text.match(oneDigit) ?? []).map((written) => values[written] ?? written).join('')
