import { beforeAll, describe, expect, it } from 'vitest'
import { normalizeText } from '../../knowledge/analysis/normalize.ts'
import { readCorpus } from '../../knowledge/corpus-reader.ts'
import { createNameFinder, type NameFinder } from '../../knowledge/names/name-finder.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { fixtureCorpus } from './corpus-copy.ts'

let finder: NameFinder
let records: KnowledgeRecord[]
beforeAll(async () => {
  records = [...(await readCorpus(fixtureCorpus)).records.values()].map(({ record }) => record)
  finder = createNameFinder(records)
})

const idsIn = (text: string) => finder.find(text).flatMap(({ recordIds }) => recordIds)

describe('a scheme is recognised by its name', () => {
  it.each([
    ['by its official name', '星見区共同研究助成金の締切は？', 'hoshi-kyodo', false],
    ['by its short name', '特許の減免を受けたい', 'ip-genmen', false],
    [
      'in brackets, with blanks and without the middle dot',
      '「星見区 新製品新技術開発補助金」',
      'hoshi-shinseihin',
      false,
    ],
    ['in half-width kana', 'ｺｳｾﾂｼってどこ', 'term-kosetsushi', true],
    ['in katakana for hiragana', 'トッキョノゲンメン', 'ip-genmen', true],
    ['in hiragana', 'とっきょのげんめんはありますか', 'ip-genmen', false],
    ['without the marks of voice', 'とっきょのけんめん', 'ip-genmen', true],
    ['with a mark of voice in another place', 'どっきょのけんめんの話', 'ip-genmen', true],
    ['without the long vowel', '技術相談バウチャは', 'tokyo-voucher', false],
    ['with a wrong letter', '技術桐談バウチャー', 'tokyo-voucher', true],
    ['with a letter left out', '共同研助成金の技術相談バチャー', 'tokyo-voucher', true],
    ['with two letters exchanged', '技術相談ウバチャー', 'tokyo-voucher', true],
  ])('%s', (_how, text, id, approximate) => {
    const found = finder.find(text)
    expect(found.map(({ recordIds }) => recordIds)).toContainEqual([id])
    expect(found.find(({ recordIds }) => recordIds.includes(id))?.approximate).toBe(approximate)
  })

  // A person who wrote a ward's own scheme in full was answered with the national one whose name is a part of it.
  it('by its whole name, though a part of it is the beginning of a longer name', () => {
    const [some] = records
    if (!some) throw new Error('the fixtures hold no record')
    const named = (id: string, name: string, ...aliases: string[]) => ({ ...some, id, name, shortName: name, aliases })
    const two = createNameFinder([
      named('national', '中小企業省力化投資補助金（カタログ注文型）', '中小企業省力化投資補助金'),
      named('of-the-ward', 'ほしみ中小企業省力化投資補助金'),
    ])
    expect(two.find('ほしみ中小企業省力化投資補助金').map(({ recordIds }) => recordIds)).toEqual([['of-the-ward']])
  })

  it('tells where the name stands in the normalised text', () => {
    const text = '　ｺｳｾﾂｼと、特許の減免'
    const [first] = finder.find(text).filter(({ recordIds }) => recordIds.includes('ip-genmen'))
    expect(normalizeText(text).slice(first?.start, first?.end)).toBe('特許の減免')
  })

  it('prefers the longest name and never names a place twice', () => {
    const found = finder.find('公設試験研究機関と公設試')
    for (const [index, match] of found.entries()) {
      for (const other of found.slice(index + 1)) {
        expect(match.end <= other.start || other.end <= match.start).toBe(true)
      }
    }
    expect(idsIn('ものづくりステップ補助金')).toEqual(['hoshi-shinseihin'])
  })

  it('names every record that shares a name', () => {
    const [first] = records
    if (!first) throw new Error('no record')
    const shared = createNameFinder([...records, { ...first, id: 'second-of-the-name' }])
    const found = shared.find(first.name)[0]
    expect(found?.recordIds).toEqual([first.id, 'second-of-the-name'])
  })
})

describe('what is another name is not taken for a slip', () => {
  it.each([
    ['another ward', '荒川区共同研究助成金'],
    ['another kind of money', '新製品開発助成金'],
    ['a word inside a word', 'マルチケットル'],
    ['nothing', 'こんにちは'],
    ['an empty text', ''],
  ])('%s', (_what, text) => {
    expect(finder.find(text).filter(({ approximate }) => approximate)).toEqual([])
    expect(idsIn(text)).not.toContain('tokyo-voucher')
  })
})
