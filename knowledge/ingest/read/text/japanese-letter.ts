/** Kana, kanji, and the full-width forms that stand between them. */
export const japaneseLetter = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/
