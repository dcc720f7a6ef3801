import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPurposes } from '../../../bot/understand/purposes.ts'
import { findFigures } from '../../../knowledge/figures/find-figures.ts'
import { passes } from '../../../knowledge/index/record-filter.ts'
import { japanMoment } from '../../../knowledge/ingest/jgrants/japan-moment.ts'
import { pageAddress } from '../../../knowledge/ingest/jgrants/page-address.ts'
import { purposeWords } from '../../../knowledge/ingest/jgrants/purpose-words.ts'
import { rateValues } from '../../../knowledge/ingest/jgrants/rate-values.ts'
import { areasOf } from '../../../knowledge/ingest/jgrants/regions.ts'
import { yenText } from '../../../knowledge/ingest/jgrants/sentences.ts'
import { recordIdOf } from '../../../knowledge/ingest/jgrants/subsidy-id.ts'
import { sampleRecord } from '../sample-record.ts'

describe('identifiers', () => {
  const identifier = fc.stringMatching(/^[A-Za-z0-9]{1,18}$/)

  it('that differ only in a capital stay apart', () => {
    expect(recordIdOf('a0WJ200000CDe5zMAD')).not.toBe(recordIdOf('a0WJ200000CDE5zMAD'))
    expect(recordIdOf('aB1')).toBe('jgrants-ab1-2')
  })

  it('give record ids, the same each time, and never one for two', () => {
    fc.assert(
      fc.property(identifier, fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }), (id, capitals) => {
        const twin = [...id].map((letter, at) => (capitals[at] ? letter.toUpperCase() : letter.toLowerCase())).join('')
        expect(recordIdOf(id)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(recordIdOf(id) === recordIdOf(twin)).toBe(id === twin)
      }),
    )
  })
})

it.each([
  ['2025-10-01T15:00Z', '2025-10-02T00:00+09:00'],
  ['2025-12-31T15:00:00.000Z', '2026-01-01T00:00+09:00'],
  ['2021-02-28T16:41:41.090Z', '2021-03-01T01:41+09:00'],
  ['2026-08-24T08:00:00Z', '2026-08-24T17:00+09:00'],
  ['2025-08-14(時刻未取得)', undefined],
  ['2025-08-14', undefined],
  ['2025-08-14T10:00', undefined],
  ['2025-02-30T00:00Z', undefined],
  ['2025-08-14T25:00Z', undefined],
  ['9999-12-31T15:00Z', undefined],
  ['未定', undefined],
])('the moment %s is %s in Japan', (text, moment) => {
  expect(japanMoment(text)).toBe(moment)
})

it('a call for 関東・甲信越 is found from a ward of Tokyo, one for 近畿 is not', () => {
  const inItabashi = (label: string) =>
    passes(sampleRecord({ areas: areasOf([label]).areas }).record, { areas: ['板橋区'] })
  expect(['関東・甲信越地方', '関東・甲信越', '東京都', '全国'].map(inItabashi)).toEqual([true, true, true, true])
  expect(['近畿地方', '海外', '神奈川県'].map(inItabashi)).toEqual([false, false, false])
  expect(areasOf(['constructor'])).toEqual({ areas: ['constructor'], unknown: ['constructor'] })
})

it.each([
  ['補助対象経費の2/3以内', '2/3'],
  ['３分の２', '2/3'],
  ['50％', '50%'],
  ['1/2、小規模事業者は2/3', undefined],
  ['1/2以内（ただし上限あり）', undefined],
  ['定額', undefined],
  ['定額または1/2', undefined],
  ['0.5', undefined],
])('the rate 「%s」 is %s as data', (words, value) => {
  expect(rateValues(words)).toEqual(value === undefined ? [] : [{ value }])
})

it.each([
  ['研究開発・実証事業を行いたい', ['研究開発']],
  ['設備整備・IT導入をしたい', ['設備', 'デジタル化']],
  ['販路拡大・海外展開をしたい', ['販路', '海外']],
  ['人材育成を行いたい', ['人材']],
  ['事業を引き継ぎたい', ['承継']],
  ['スポーツ・文化支援がほしい', []],
])('the purpose 「%s」 is known by the words of a question: %j', (label, purposes) => {
  expect(purposeWords([label])).toEqual(purposes)
  for (const purpose of purposes) expect(findPurposes(`${purpose}の補助金は?`)).toContain(purpose)
})

it('writes any sum so that it is read back as the same sum', () => {
  expect([3_000_000, 150_000_000, 100_000_000, 12_345].map(yenText)).toEqual([
    '300万円',
    '1億5,000万円',
    '1億円',
    '12,345円',
  ])
  const sum = fc.oneof(
    fc.integer({ min: 1, max: 1e15 }),
    fc.integer({ min: 1, max: 1e6 }).map((value) => value * 1e4),
  )
  fc.assert(
    fc.property(sum, (yen) => {
      expect(findFigures(`上限額は${yenText(yen)}です。`)).toMatchObject([{ kind: 'money', value: String(yen) }])
    }),
  )
})

it.each([
  'http://www.jgrants-portal.go.jp/subsidy/x1',
  'https://www.jgrants-portal.go.jp.example.com/subsidy/x1',
  'https://user:pass@www.jgrants-portal.go.jp/subsidy/x1',
  'https://jgrants-2-xxx/subsidy/999999999999999999',
  'javascript:alert(1)',
  'not an address',
])('the page address %s is not passed on', (given) => {
  expect(pageAddress('x1', given)).toEqual({ url: 'https://www.jgrants-portal.go.jp/subsidy/x1', refused: true })
})
