/** Parts of the API's purposes, and the words by which records and questions name them. */
const words: readonly [part: RegExp, word: string][] = [
  [/研究開発|実証/, '研究開発'],
  [/設備/, '設備'],
  [/IT/i, 'デジタル化'],
  [/販路/, '販路'],
  [/海外/, '海外'],
  [/創業|起業/, '創業'],
  [/人材|雇用/, '人材'],
  [/引き継/, '承継'],
  [/知的財産|知財|特許/, '知財'],
]

/** 「研究開発・実証事業を行いたい」 → 研究開発. A purpose without such a word gives none. */
export const purposeWords = (labels: readonly string[]): string[] =>
  words.filter(([part]) => labels.some((label) => part.test(label))).map(([, word]) => word)
