/** The names of Latin letters as people write them in katakana. */
const names: readonly [katakana: string, letter: string][] = [
  ['ダブリュー', 'w'],
  ['ダブル', 'w'],
  ['エイチ', 'h'],
  ['エッチ', 'h'],
  ['エックス', 'x'],
  ['キュー', 'q'],
  ['ジェー', 'j'],
  ['ジェイ', 'j'],
  ['ゼット', 'z'],
  ['ディー', 'd'],
  ['ティー', 't'],
  ['ブイ', 'v'],
  ['アール', 'r'],
  ['エー', 'a'],
  ['エイ', 'a'],
  ['ビー', 'b'],
  ['シー', 'c'],
  ['イー', 'e'],
  ['エフ', 'f'],
  ['ジー', 'g'],
  ['アイ', 'i'],
  ['ケー', 'k'],
  ['ケイ', 'k'],
  ['エル', 'l'],
  ['エム', 'm'],
  ['エヌ', 'n'],
  ['オー', 'o'],
  ['ピー', 'p'],
  ['エス', 's'],
  ['ユー', 'u'],
  ['ワイ', 'y'],
]
const spelt = new RegExp(`(?<![ァ-ヶー])(?:${names.map(([name]) => name).join('|')}){2,}(?![ァ-ヶー])`, 'g')
const one = new RegExp(names.map(([name]) => name).join('|'), 'g')
const letters = new Map(names)

/** 「ティーエルオーって何」 → 「tloって何」: words spelt by the names of their letters, two at least and nothing else. */
export const readLetterNames = (text: string): string =>
  text.replace(spelt, (word) => word.replace(one, (name) => letters.get(name) ?? name))
