import { describe, expect, it } from 'vitest'
import { examineContradictions } from '../../knowledge/doctor/contradictions.ts'
import { examineBodyFigures } from '../../knowledge/doctor/figure-agreement.ts'
import { examineShadows } from '../../knowledge/doctor/published.ts'
import { examineQuestions } from '../../knowledge/doctor/questions.ts'
import type { RecordDraft } from '../../knowledge/record/schema.ts'
import { sampleRecord } from './sample-record.ts'

const capped = (man: number): Partial<RecordDraft> => ({
  amount: { text: `上限は${man}万円です。`, caps: [{ yen: man * 10_000 }] },
})
const old = (changes: Partial<RecordDraft> = {}) =>
  sampleRecord({ id: 'hoshi-old', related: ['hoshi-new'], fiscalYear: '令和8年度', ...capped(150), ...changes })
const recent = (changes: Partial<RecordDraft> = {}) =>
  sampleRecord({ id: 'hoshi-new', fiscalYear: '令和8年度', ...capped(200), ...changes })

describe('two records of one scheme', () => {
  it('may not tell two caps for the same year', () => {
    const [finding, ...more] = examineContradictions([old(), recent()])
    expect(finding).toMatchObject({ severity: 'error', file: 'hoshi-old.md' })
    expect(finding?.message).toContain('1500000円 と 2000000円')
    expect(more).toEqual([])
  })

  it('may not tell two rates or two closing days', () => {
    const other = (value: string, closes: string): Partial<RecordDraft> => ({
      amount: undefined,
      rate: { text: value, values: [{ value }] },
      deadline: { text: closes, policy: 'dated', calls: [{ name: '募集', closes }] },
    })
    const found = examineContradictions([old(other('1/2', '2026-09-30')), recent(other('2/3', '2026-10-30'))])
    expect(found.map(({ message }) => /と(率|締切)が/.exec(message)?.[1])).toEqual(['率', '締切'])
  })

  it('are told apart by a shared alias, with another name', () => {
    const alias = { aliases: ['星見の開発'] }
    expect(examineContradictions([old(alias), recent({ name: '別の名前', ...alias })])).toHaveLength(1)
  })

  it('are only doubted when a year is missing', () => {
    expect(examineContradictions([old({ fiscalYear: undefined }), recent()])).toMatchObject([{ severity: 'warning' }])
  })

  it.each([
    ['of two years', [old(), recent({ fiscalYear: '令和9年度' })]],
    ['of two names', [old(), recent({ name: '星見区設備助成' })]],
    ['that do not name each other', [old({ related: [] }), recent()]],
    ['with the same cap', [old(), recent(capped(150))]],
    [
      'explained by a conflict',
      [old(), recent(), sampleRecord({ id: 'conflict-hoshi', kind: 'conflict', related: ['hoshi-new'] })],
    ],
  ])('stand side by side: %s', (_what, records) => {
    expect(examineContradictions(records)).toEqual([])
  })
})

describe('the body of a record', () => {
  const body = '上限は200万円です。くわしくは 0570-000-000 へ。'

  it('tells no figure of its own', () => {
    const record = sampleRecord(capped(150), body)
    const found = examineBodyFigures([record])
    expect(found).toMatchObject([{ severity: 'warning', line: record.locate(['body', 0]).line }])
    expect(found[0]?.message).toContain('0570-000-000、200万円')
  })

  it('repeats its fields, a conflict about it and the windows it names', () => {
    const records = [
      sampleRecord({ ...capped(150), related: ['madoguchi'] }, `${body}\n\n2026年11月に確かめた額は150万円です。`),
      sampleRecord({
        id: 'conflict-hoshi',
        kind: 'conflict',
        related: ['hoshi-josei'],
        what: { text: '200万円とも。' },
      }),
      sampleRecord({ id: 'madoguchi', contact: { name: '窓口', phone: '0570-000-000' } }),
    ]
    expect(examineBodyFigures(records)).toEqual([])
  })

  it('is the source itself where it was taken in', () => {
    expect(examineBodyFigures([sampleRecord({ kind: 'document' }, body)])).toEqual([])
  })
})

describe('questions', () => {
  it('belong to one record', () => {
    const records = [
      sampleRecord({ questions: ['いくら出ますか？'] }),
      sampleRecord({ id: 'hoshi-new', questions: ['ほかの質問', 'いくら 出ますか'] }),
    ]
    expect(examineQuestions(records)).toMatchObject([
      { severity: 'warning', file: 'hoshi-new.md', message: expect.stringContaining('hoshi-josei.md') },
    ])
  })

  it('of different words stand', () => {
    const records = [sampleRecord({ questions: ['いくら'] }), sampleRecord({ id: 'x', questions: ['いつ'] })]
    expect(examineQuestions(records)).toEqual([])
  })
})

describe('an approved record', () => {
  const folder = new Map([['hoshi-josei', sampleRecord({ checkedOn: '2026-11-10' })]])
  const approved = (checkedOn: string) => {
    const { record, locate } = sampleRecord({ checkedOn })
    return new Map([['hoshi-josei', { record: { ...record, file: 'published/hoshi-josei.md' }, locate }]])
  }

  it('should not hide one of the folder that was checked later', () => {
    expect(examineShadows(approved('2026-11-01'), folder)).toMatchObject([
      { severity: 'warning', file: 'published/hoshi-josei.md', message: expect.stringContaining('2026-11-10') },
    ])
  })

  it('takes the place of an older one', () => {
    expect(examineShadows(approved('2026-11-20'), folder)).toEqual([])
    expect(examineShadows(folder, folder)).toEqual([])
  })
})
