import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAnalyzer } from '../../knowledge/analysis/analyzer.ts'
import { emptyLexicon, type Lexicon } from '../../knowledge/analysis/lexicon.ts'
import { normalizeText } from '../../knowledge/analysis/normalize.ts'
import { readSudachiThesaurus } from '../../knowledge/analysis/sudachi-thesaurus.ts'
import { createThesaurus, wordsOfThesaurus } from '../../knowledge/analysis/thesaurus.ts'
import { unitKey } from '../../knowledge/analysis/units.ts'
import { buildHybridIndex, createSearcher } from '../../knowledge/index/hybrid-index.ts'

describe('texts are compared in one form', () => {
  it.each([
    ['half-width kana', 'ｺｳｾﾂｼ ﾊﾞｳﾁｬｰ', 'コウセツシ バウチャー'],
    ['full-width letters and figures', 'Ｇｏ－Ｔｅｃｈ２０２６', 'go-tech2026'],
    ['dashes', 'Go‐Tech Go–Tech Go—Tech Go−Tech', 'go-tech go-tech go-tech go-tech'],
    ['tildes', '４月〜５月～６月', '4月~5月~6月'],
    ['slashes and fractions', '2⁄3 ½ ２／３', '2/3 1/2 2/3'],
    ['zero-width characters', '補\u200B助\u2060金\uFEFF', '補助金'],
    ['Unicode tags', '補助金\u{E0049}\u{E0067}', '補助金'],
    ['variation selectors', '葛\u{E0100}飾', '葛飾'],
    ['direction marks', '\u202E補助金\u202C', '補助金'],
    ['blanks', '　補助金　 はいくら ', '補助金 はいくら'],
  ])('%s', (_what, text, expected) => {
    expect(normalizeText(text)).toBe(expected)
  })

  it('leaves a normalised text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => normalizeText(normalizeText(text)) === normalizeText(text)),
      { numRuns: 2000 },
    )
  })
})

const dictionary = (words: string[], synonyms: Record<string, string> = {}): Lexicon => ({
  wordsIn(text, found) {
    for (const word of words) if (text.includes(word)) found(word)
  },
  synonymsOf: (word) => new Map(synonyms[word] ? [[synonyms[word], 0.6]] : []),
})

describe('the analyzer', () => {
  const analyzer = createAnalyzer(emptyLexicon)

  it('cuts kanji, katakana, Latin letters and figures each in its own way', () => {
    const units = [...analyzer.analyze('知財のバウチャー2,500円 Go-Tech').keys()]
    expect(units).toEqual(
      expect.arrayContaining([
        unitKey('kanji2', '知財'),
        unitKey('katakana', 'バウチャー'),
        unitKey('katakana2', 'バウ'),
        unitKey('latin', '2500'),
        unitKey('latin', 'go'),
        unitKey('latin', 'tech'),
      ]),
    )
  })

  it('leaves out particles and the polite phrases of asking', () => {
    const units = [...analyzer.analyzeQuestion('補助率を教えていただけますか').keys()]
    const words = units.filter((unit) => unit.startsWith(unitKey('word', '')))
    expect(words).toEqual([unitKey('word', '補助'), unitKey('word', '率')])
    expect(units).not.toContain(unitKey('hiragana2', 'ます'))
  })

  it('keeps words of the corpus whole and adds what means the same at a discount', () => {
    const withWords = createAnalyzer(dictionary(['公設試'], { 公設試: '公設試験場' }))
    const units = withWords.analyzeQuestion('公設試で測る')
    expect(units.get(unitKey('domain', '公設試'))?.share).toBe(1)
    expect(units.get(unitKey('domain', '公設試験場'))).toMatchObject({ share: 0.6 })
  })

  it('does not fail on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => analyzer.analyzeQuestion(text).size >= 0))
  })
})

describe('the thesaurus', () => {
  it('lets two words for the same thing meet, whichever the text has', async () => {
    const thesaurus = await readSudachiThesaurus()
    const index = buildHybridIndex(
      ['引っ越しの届けは窓口で受け付けます。', '助成金は後払いです。', '犬の登録が必要です。'].map((text, group) => ({
        group,
        fields: { text },
      })),
      { lexicon: emptyLexicon, thesaurus },
    )
    const searcher = createSearcher(index, [0, 1, 2], emptyLexicon)
    const first = (question: string) => searcher.search(question, { limit: 1 })[0]?.document
    expect(first('転居')).toBe(0)
    expect(first('奨励金')).toBe(1)
    expect(index.lexical.thesaurus.entries.size).toBeLessThan(thesaurus.entries.size / 100)
  })

  it('takes no word out of the middle of another', () => {
    const thesaurus = createThesaurus(new Map([['ロー', { concepts: [1], triggers: [1] }]]))
    const found: number[] = []
    wordsOfThesaurus(thesaurus, 'クローン', new Set([0, 4]), ({ concepts }) => found.push(...concepts))
    expect(found).toEqual([])
  })
})
