import { describe, expect, it } from 'vitest'
import { spansOf } from '../../bot/ledger/spans.ts'
import { verifyItem } from '../../bot/ledger/verify.ts'
import { findFigures } from '../../knowledge/figures/find-figures.ts'

const values = (text: string) => findFigures(text).map(({ kind, value }) => `${kind}:${value}`)

describe('figures are read whatever way they are written', () => {
  it.each([
    ['上限は2,500万円です', 'money:25000000'],
    ['上限は２５００万円です', 'money:25000000'],
    ['二千五百万円', 'money:25000000'],
    ['1億2,000万円', 'money:120000000'],
    ['50,000千円', 'money:50000000'],
    ['14,000円', 'money:14000'],
    ['補助率は3分の2', 'rate:2/3'],
    ['2/3以内', 'rate:2/3'],
    ['66.67%', 'rate:6667/10000'],
    ['75%', 'rate:3/4'],
    ['令和8年5月29日', 'date:2026-05-29'],
    ['2026-05-29', 'date:2026-05-29'],
    ['5月29日', 'date:--05-29'],
    ['17時', 'time:17:00'],
    ['従業員21名以上', 'count:21人'],
    ['電話は0570-082100です', 'phone:0570082100'],
  ])('%s', (text, expected) => {
    expect(values(text)).toContain(expected)
  })
})

describe('the ledger', () => {
  const evidence = {
    spans: spansOf('上限は150万円、助成率は2/3以内です。従業員300人以下。締切は2026年4月17日17:00です。'),
  }

  it('passes what the record says, also in part', () => {
    expect(verifyItem('150万円まで、3分の2以内。4月17日17時まで。', evidence).supported).toBe(true)
  })
  it.each([
    ['a changed amount', '上限は160万円です'],
    ['a changed rate', '助成率は3/4以内です'],
    ['a changed comparator', '従業員300人以上です'],
    ['未満 for 以下', '従業員300人未満です'],
    ['a changed day', '締切は4月18日です'],
    ['a changed hour', '締切は4月17日18時です'],
    ['another promise in the same words', '従業員300人以下は対象外です'],
    ['an invented address', '詳しくは https://example.com/ をご覧ください'],
    ['an invented phone number', '03-1234-5678 へお電話ください'],
  ])('catches %s', (_, text) => {
    expect(verifyItem(text, evidence).supported).toBe(false)
  })
  it('takes figures the program computed', () => {
    expect(verifyItem('あと12日です', { ...evidence, computed: ['あと12日'] }).supported).toBe(true)
  })
})
