/** Words of やさしい日本語 and how they are usually written here. */
const usual: readonly (readonly [RegExp, string])[] = [
  [/とうきょう/g, '東京'],
  [/とっきょ/g, '特許'],
  [/おみせ/g, 'お店'],
  [/(?<=\d)ねん/g, '年'],
  [/(?<=[をが])はじめ(?=[てたま])/g, '始め'],
  [/お(?:金|かね)[のを]?(?:たすけ|助け|しえん|支援|ほじょ)/g, '補助金'],
  [/(?:お)?かね(?=[はがをの])/g, 'お金'],
  [/(?<=特許の)お金|お金(?=は?いくら)/g, '費用'],
  [/いっしょ/g, '一緒'],
  [/ただで(?!す)|ただですか/g, '無料'],
  [/やすく/g, '安く'],
  [/はつめい/g, '発明'],
  [/かいしゃ/g, '会社'],
  [/きかい/g, '機械'],
  [/(?:ひと|人)とはなし/g, '人と話し'],
  [/そうだん/g, '相談'],
  [/もうしこ/g, '申し込'],
  [/つか(?=[いうえわっ])/g, '使'],
  [/か(?=いたい)/g, '買'],
]
/** A reading behind the word it belongs to: 「会社（かいしゃ）」. */
const reading = /(?<=[\p{Script=Han}々])[（(][ぁ-ゖー・\s]+[）)]/gu
/** Blanks between phrases; a list of words (「品川区 共同研究 助成」) has none behind a particle. */
const betweenPhrases = /(?<=[ぁ-ゖァ-ヺー一-龯々0-9）)]) +(?=[ぁ-ゖァ-ヺ一-龯々0-9「])/g

/** Whether a message is written in phrases with blanks between them, as やさしい日本語 is: 「お金を もらいたいです」. */
export const isEasyJapanese = (normalized: string): boolean =>
  phrasesOf(normalized) >= (/\p{Script=Han}/u.test(normalized) ? 2 : 1)

/** How often a particle ends a phrase before a blank. */
const phrasesOf = (normalized: string): number =>
  (normalized.match(/[ぁ-ゖァ-ヺ一-龯][をはがにでのとも] (?=[ぁ-ゖァ-ヺ一-龯])/g) ?? []).length

/** やさしい日本語 as it is usually written: without blanks and readings. `normalized` is NFKC, small letters. */
export const fromEasyJapanese = (normalized: string): string =>
  usual.reduce(
    (text, [word, written]) => text.replace(word, written),
    normalized.replace(reading, '').replace(betweenPhrases, ''),
  )
