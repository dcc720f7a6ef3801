/**
 * LINE names a sticker by up to fifteen words, mostly English. Those that stand for something people say are read as
 * that; all others stay a picture. https://developers.line.biz/en/reference/messaging-api/#wh-sticker
 */
const meanings: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^(?:thanks?|thank ?you|thx|grateful|appreciate|ありがと.*|感謝|サンキュー)$/i, 'ありがとう'],
  [/^(?:sorry|apolog(?:y|ize)|ごめん.*|すみません|申し訳.*)$/i, 'すみません'],
  [/^(?:bye|good ?bye|see ?you|good ?night|おやすみ.*|さようなら|またね)$/i, 'さようなら'],
  [/^(?:hi|hello|hey|howdy|greetings?|good ?morning|こんにちは|おはよう.*|こんばんは|やあ)$/i, 'こんにちは'],
  [
    /^(?:ok(?:ay)?|yes|got it|roger|understood|sure|agree|thumbs ?up|了解.*|わかりました|はい|オッケー|ok!)$/i,
    'わかりました',
  ],
]

const KEYWORD_LIMIT = 15

/** What staff read of a sticker, and the words it stands for when it stands for any. */
export function readSticker(sticker: { text?: string | undefined; keywords?: string[] | undefined }): {
  shown: string | undefined
  words: string | undefined
} {
  // A message sticker carries words of the user's own.
  const own = sticker.text?.trim()
  if (own) return { shown: own, words: own }
  const keywords = (sticker.keywords ?? []).slice(0, KEYWORD_LIMIT).map((keyword) => keyword.trim().slice(0, 40))
  const words = meanings.find(([pattern]) => keywords.some((keyword) => pattern.test(keyword)))?.[1]
  return { shown: words ?? (keywords.slice(0, 5).join('・') || undefined), words }
}
