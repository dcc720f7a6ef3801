/** The words of a question that could name something: runs of kanji, katakana or Latin letters. `normalized` is NFKC, small letters. */
export const contentWords = (normalized: string): string[] =>
  normalized.match(/[\p{Script=Han}]{2,}|[\p{Script=Katakana}ー]{3,}|[a-z][a-z0-9-]+/gu) ?? []
