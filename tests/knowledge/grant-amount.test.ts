import { describe, expect, it } from 'vitest'
import { readRecord } from '../../knowledge/record/read-record.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { Company } from '../../knowledge/scheme/company.ts'
import { reckon, shareOf } from '../../knowledge/scheme/grant-amount.ts'

function scheme(rate: string, amount: string, ofRate = ''): KnowledgeRecord {
  const { record, faults } = readRecord(
    'x.md',
    `---
id: x
name: 星空設備補助金
shortName: 星空設備補助
kind: grant
level: 国
areas: [全国]
what: { text: 星を見る設備を入れる費用を補助します。 }
rate: { text: 補助率です。, values: [${rate}]${ofRate} }
amount: { text: 上限です。, ${amount} }
contact: { name: 星空係 }
sources: [{ title: 要領, kind: secondary }]
confidence: medium
checkedOn: 2026-11-20
---
`,
  )
  if (!record) throw new Error(faults.map(({ message }) => message).join('\n'))
  return record
}
const work = (record: KnowledgeRecord, cost: number, said = '', company: Company = {}) =>
  reckon(record, cost, { said, company })
const yens = (reckoning: ReturnType<typeof reckon>) =>
  reckoning.kind === 'sums' ? reckoning.sums.map(({ yen }) => yen) : reckoning.kind

const tiers = `caps: [
  { yen: 5000000, for: 5人以下, when: { employees: { most: 5 } } },
  { yen: 7500000, for: 6〜20人, when: { employees: { least: 6, most: 20 } } },
  { yen: 10000000, for: 21人以上, when: { employees: { least: 21 } } },
  { yen: 15000000, for: 賃上げ・21人以上, when: { employees: { least: 21 }, special: [賃上げ] } }]`
const exactly = (count: number) => ({ employees: { least: count, most: count } })

describe('what the rate makes of a cost', () => {
  it('is bounded by the cap of the tier that the employees fall in', () => {
    const record = scheme('{ value: 1/2 }', tiers)
    expect(yens(work(record, 30_000_000, '', exactly(5)))).toEqual([5_000_000])
    expect(yens(work(record, 30_000_000, '', exactly(6)))).toEqual([7_500_000])
    expect(yens(work(record, 30_000_000, '', exactly(21)))).toEqual([10_000_000])
  })
  it('is left open where the tier is not known and decides, and settled where it does not', () => {
    const record = scheme('{ value: 1/2 }', tiers)
    expect(work(record, 30_000_000)).toMatchObject({ kind: 'open', by: 'employees' })
    expect(yens(work(record, 8_000_000))).toEqual([4_000_000])
  })
  it('takes a special rate or cap only where the user says so, and not where he says that he does not', () => {
    const record = scheme('{ value: 1/2 }, { value: 2/3, when: { special: [賃上げ] } }', tiers)
    expect(yens(work(record, 9_000_000, '', exactly(30)))).toEqual([4_500_000])
    expect(yens(work(record, 9_000_000, '賃上げもします', exactly(30)))).toEqual([6_000_000])
    expect(yens(work(record, 9_000_000, '賃上げはしません', exactly(30)))).toEqual([4_500_000])
  })
  it('takes the rate of a small company by what is known of it', () => {
    const record = scheme('{ value: 1/2 }, { value: 2/3, when: { size: small } }', 'caps: [{ yen: 90000000 }]')
    expect(yens(work(record, 3_000_000))).toEqual([1_500_000])
    expect(yens(work(record, 3_000_000, '', { industry: 'manufacturing', ...exactly(12) }))).toEqual([2_000_000])
    expect(yens(work(record, 3_000_000, '小規模です'))).toEqual([2_000_000])
  })
  it('tells apart what is bought, and what is paid by portions of the grant', () => {
    const record = scheme(
      '{ value: 3/4, when: { portion: { upTo: 500000 } } }, { value: 2/3, when: { portion: { above: 500000, upTo: 3500000 } } }, { value: 1/2, when: { items: [レジ] } }',
      'caps: [{ yen: 3500000 }, { yen: 200000, when: { items: [レジ] } }]',
    )
    expect(yens(work(record, 300_000, 'レジを買う'))).toEqual([150_000])
    expect(yens(work(record, 600_000, 'レジを買う'))).toEqual([200_000])
    expect(yens(work(record, 600_000))).toEqual([450_000])
    // 500,000 for the first 666,667, and two thirds of the other 600,000.
    expect(yens(work(record, 1_266_667))).toEqual([900_000])
  })
  it('says when it stays below the least grant, and when a rate or a cap is missing', () => {
    const floored = scheme('{ value: 1/2 }', 'caps: [{ yen: 1000000 }], floors: [{ yen: 100000 }]')
    expect(work(floored, 150_000)).toMatchObject({ sums: [{ yen: 75_000, below: { yen: 100_000 } }] })
    expect(work(scheme('', 'caps: [{ yen: 1000000 }]'), 150_000)).toMatchObject({ kind: 'lacking', lacks: 'rate' })
    expect(work(scheme('{ value: 1/2 }', 'caps: []'), 150_000)).toMatchObject({
      kind: 'lacking',
      lacks: 'amount',
      sums: [{ rate: '1/2', yen: 75_000 }],
    })
  })
  it('cuts off what is below the least step of the scheme', () => {
    const record = scheme('{ value: 1/2 }', 'caps: [{ yen: 200000 }]', ', cutBelow: 1000')
    expect(yens(work(record, 333_300))).toEqual([166_000])
  })
  it('pays small companies another rate for the first part of the grant, and the same for the rest', () => {
    const record = scheme(
      '{ value: 3/4, when: { portion: { upTo: 500000 } } }, { value: 4/5, when: { size: small, portion: { upTo: 500000 } } }, { value: 2/3, when: { portion: { above: 500000, upTo: 3500000 } } }',
      'caps: [{ yen: 3500000 }]',
    )
    expect(yens(work(record, 1_225_000, '', { industry: 'retail', ...exactly(2) }))).toEqual([900_000])
  })
  it('bounds rent by the month where it is paid by the month, and leaves parts of the whole aside', () => {
    const record = scheme('{ value: 1/2 }', 'caps: [{ yen: 100000, per: month }]')
    expect(yens(work(record, 160_000, '家賃16万円'))).toEqual([80_000])
    const whole = scheme('{ value: 2/3 }', 'caps: [{ yen: 4000000 }, { yen: 1000000, for: 委託費, per: part }]')
    expect(yens(work(whole, 9_000_000))).toEqual([4_000_000])
  })
  it('reads a percentage and a fraction alike', () => {
    expect(shareOf('75%')).toBe(0.75)
    expect(shareOf('2/3')).toBeCloseTo(0.6667, 4)
  })
})
