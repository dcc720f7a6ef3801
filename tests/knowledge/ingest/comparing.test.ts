import { describe, expect, it } from 'vitest'
import { normalizeUrl } from '../../../knowledge/ingest/crawl/normalize-url.ts'
import { differencesOf } from '../../../knowledge/ingest/proposals/differences.ts'
import { lineChanges } from '../../../knowledge/ingest/proposals/line-changes.ts'
import { readRecord } from '../../../knowledge/record/read-record.ts'

describe('addresses of one page', () => {
  it.each([
    ['https://WWW.Example.jp:443/a/../b#top', 'https://www.example.jp/b'],
    ['https://www.example.jp/b?', 'https://www.example.jp/b'],
    ['https://www.example.jp//b?y=2&x=1&utm_source=mail', 'https://www.example.jp/b?x=1&y=2'],
    ['https://www.example.jp/b;jsessionid=0A1B?x=1', 'https://www.example.jp/b?x=1'],
  ])('%s is %s', (address, spelled) => {
    expect(normalizeUrl(address)).toBe(spelled)
    expect(normalizeUrl(spelled)).toBe(spelled)
  })
  it.each([
    'javascript:alert(1)',
    'mailto:a@example.jp',
    'https://www.example.jp/a/b/a/b/a/b/a/b/',
    `https://www.example.jp/${'x'.repeat(2000)}`,
    'not an address',
  ])('%.60s is none', (address) => {
    expect(normalizeUrl(address)).toBeUndefined()
  })
})

// What the user saw: search pages of an older site, `?q=%93%FA%96%7B`, were fetched as `?q=%EF%BF%BD…` and came back empty.
describe('a query in the encoding of its site', () => {
  it.each([
    ['https://www.example.jp/b?q=%93%FA%96%7B&p=1', 'https://www.example.jp/b?p=1&q=%93%FA%96%7B'],
    ['https://www.example.jp/b?list&utm_source=x&q=%A5%A2', 'https://www.example.jp/b?list&q=%A5%A2'],
    ['https://www.example.jp/b?id=2&id=1&a=1+2', 'https://www.example.jp/b?a=1+2&id=2&id=1'],
  ])('%s keeps its bytes', (address, spelled) => {
    expect(normalizeUrl(address)).toBe(spelled)
    expect(normalizeUrl(spelled)).toBe(spelled)
  })
})

describe('lines that changed', () => {
  it('are told in their order, each change by itself', () => {
    expect(lineChanges('一\n二\n三\n四', '一\n弐\n三\n四\n五')).toEqual([
      { before: ['二'], after: ['弐'] },
      { before: [], after: ['五'] },
    ])
  })
  it('are none where only blank lines differ', () => {
    expect(lineChanges('一\n\n二\n', '一\n二')).toEqual([])
  })
})

describe('a change of a record', () => {
  const record = (change: Record<string, string> = {}, body = '') => {
    const fields = {
      id: 'a',
      name: '設備の補助',
      shortName: '設備の補助',
      kind: 'grant',
      level: '区',
      areas: '[板橋区]',
      what: '{text: 設備の購入を補助します。}',
      amount: '{text: 上限は200万円です。, caps: [{yen: 2000000}]}',
      sources: '[{title: 案内, kind: official, fetchedAt: "2026-11-01T00:00:00Z"}]',
      confidence: 'high',
      checkedOn: '2026-11-01',
      ...change,
    }
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
    const read = readRecord('a.md', `---\n${lines.join('\n')}\n---\n${body}`)
    if (!read.record) throw new Error(JSON.stringify(read.faults))
    return read.record
  }
  it('is told by field, with the figures on both sides', () => {
    const amount = '{text: 上限は300万円です。, caps: [{yen: 3000000}]}'
    expect(differencesOf(record(), record({ amount }))).toEqual([
      {
        field: 'amount.caps.0.yen',
        before: '2000000',
        after: '3000000',
        figures: [{ kind: 'money', before: ['2000000円'], after: ['3000000円'] }],
      },
      {
        field: 'amount.text',
        before: '上限は200万円です。',
        after: '上限は300万円です。',
        figures: [{ kind: 'money', before: ['200万円'], after: ['300万円'] }],
      },
    ])
  })
  it('tells a promise that became smaller: 以内 is not 未満', () => {
    const [change] = differencesOf(record({}, '\n補助率は1/2以内\n'), record({}, '\n補助率は1/2未満\n'))
    expect(change?.figures).toEqual([{ kind: 'rate', before: ['1/2以内'], after: ['1/2未満'] }])
  })
  it('is none where only the day of reading differs', () => {
    const later = record({
      checkedOn: '2026-11-26',
      sources: '[{title: 案内, kind: official, fetchedAt: "2026-11-26T00:00:00Z"}]',
    })
    expect(differencesOf(record(), later)).toEqual([])
  })
})
