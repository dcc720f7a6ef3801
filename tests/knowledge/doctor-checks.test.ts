import { describe, expect, it } from 'vitest'
import type { LocatedRecord } from '../../knowledge/corpus-reader.ts'
import { examineContact } from '../../knowledge/doctor/contact.ts'
import { examineCheckedOn, examineClosedCalls } from '../../knowledge/doctor/dates.ts'
import { examineDeadlineDates, examineTypedFigures } from '../../knowledge/doctor/figure-agreement.ts'
import type { RecordCheck } from '../../knowledge/doctor/finding.ts'
import { examineOfficialSources, examineSeedConfidence } from '../../knowledge/doctor/sources.ts'
import {
  examineUnverifiedLeaks,
  examineUnverifiedNotes,
  examineUnverifiedText,
} from '../../knowledge/doctor/unverified.ts'
import { examineAgingWords, examinePersonalData } from '../../knowledge/doctor/words.ts'
import { sampleRecord } from './sample-record.ts'

const now = Date.parse('2026-11-23T10:00:00+09:00')
const amount = (text: string, ...yen: number[]) => ({ amount: { text, caps: yen.map((cap) => ({ yen: cap })) } })
const rate = (text: string, value: string) => ({ rate: { text, values: [{ value }] } })
const deadline = (text: string, closes: string, next?: string) => ({
  deadline: { text, policy: 'dated' as const, calls: [{ name: '本年度', closes }], ...(next ? { next } : {}) },
})
const unknownCap = { facet: 'amount' as const, note: '上限額' }
const seed = { title: '政策提言資料', url: 'seed/policy-paper.txt', kind: 'seed' as const }
const nameless = { contact: { name: '星見区産業振興課' } }

type Row = [what: string, check: RecordCheck, record: LocatedRecord, words: string]

const warned: Row[] = [
  ['an old check', examineCheckedOn, sampleRecord({ checkedOn: '2026-08-01' }), '114日'],
  ['a passed close', examineClosedCalls, sampleRecord(deadline('毎年の募集です。', '2026-09-30')), 'next'],
  ['a long passed close', examineClosedCalls, sampleRecord(deadline('x', '2025-09-30', 'y')), '419日'],
  ['a window to write to only', examineContact, sampleRecord(nameless), 'phone'],
  ['an official source', examineOfficialSources, sampleRecord({ sources: [{ title: 'x', kind: 'official' }] }), 'URL'],
  [
    'a close that no call holds',
    examineDeadlineDates,
    sampleRecord(deadline('受付は2026年9月29日17時までです。', '2026-09-30')),
    '2026年9月29日',
  ],
  [
    'an unverified cap in another facet',
    examineUnverifiedLeaks,
    sampleRecord({ caution: { text: '上限は300万円とする記事があります。' }, unverified: [unknownCap] }),
    '300万円',
  ],
  [
    'an unverified rate in the body',
    examineUnverifiedLeaks,
    sampleRecord({ unverified: [{ facet: 'rate', note: '率' }] }, '見出し\n\n助成率は3分の2です。'),
    '3分の2',
  ],
  [
    'an unverified day in the body',
    examineUnverifiedLeaks,
    sampleRecord({ unverified: [{ facet: 'deadline', note: '締切' }] }, '締切は2026年12月10日です。'),
    '2026年12月10日',
  ],
  [
    'a value in a note',
    examineUnverifiedNotes,
    sampleRecord({ unverified: [{ note: '上限300万円かどうか' }] }),
    '300万円',
  ],
]

const faulted: Row[] = [
  ['a check to come', examineCheckedOn, sampleRecord({ checkedOn: '2026-11-24' }), '未来'],
  ['a cap', examineTypedFigures, sampleRecord(amount('上限は150万円です。', 2_000_000)), '2,000,000円'],
  [
    'a least cost',
    examineTypedFigures,
    sampleRecord({ funded: { text: '大型の投資が対象です。', leastCost: 100_000_000 } }),
    '100,000,000円',
  ],
  ['a rate', examineTypedFigures, sampleRecord(rate('助成率は1/2以内です。', '2/3')), '2/3'],
  ['a rate in percent', examineTypedFigures, sampleRecord(rate('助成率は1/2以内です。', '45%')), '45%'],
  [
    'an unverified figure',
    examineUnverifiedText,
    sampleRecord({ ...amount('上限は２００万円です。'), unverified: [unknownCap] }),
    'amount',
  ],
  ['a seed told as known', examineSeedConfidence, sampleRecord({ sources: [seed], confidence: 'medium' }), 'seed'],
  [
    'a facet of a seed told as known',
    examineSeedConfidence,
    sampleRecord({ sources: [seed], confidence: 'seed', what: { text: 'x', confidence: 'low' } }),
    'seed',
  ],
  ['受付中', examineAgingWords, sampleRecord({ what: { text: 'ただいま受付中です。' } }), '受付中'],
  ['終了', examineAgingWords, sampleRecord({}, '今年度の募集は終了しました。'), '終了しました'],
  ['まもなく', examineAgingWords, sampleRecord({ decisive: 'まもなく始まる助成' }), 'まもなく'],
  [
    'a mobile number',
    examinePersonalData,
    sampleRecord({}, '担当の電話は ０９０−１２３４−５６７８ です。'),
    '携帯電話',
  ],
  ['a mail address', examinePersonalData, sampleRecord({ how: { text: 'taro@example.jp へ送ります。' } }), 'メール'],
]

describe('the doctor finds', () => {
  it.each(warned)('注意: %s', (_what, check, record, words) => {
    expect(check(record, now)).toMatchObject([{ severity: 'warning', message: expect.stringContaining(words) }])
  })

  it.each(faulted)('誤り: %s', (_what, check, record, words) => {
    expect(check(record, now)).toMatchObject([{ severity: 'error', message: expect.stringContaining(words) }])
  })

  it('a scheme of which nobody can be asked', () => {
    const { contact, ...record } = sampleRecord().record
    const found = examineContact({ record, locate: () => ({ line: 1, column: 1 }) }, now)
    expect(found).toMatchObject([{ severity: 'error', message: expect.stringContaining('窓口') }])
  })

  it('the line of the body at which it stands', () => {
    const record = sampleRecord({}, '一行目です。\n\nまもなく始まります。')
    const [finding] = examineAgingWords(record, now)
    expect(finding?.line).toBe(record.locate(['body', 0]).line + 2)
    // The front matter ends with checkedOn, then come `---` and an empty line.
    expect(record.locate(['body', 0]).line).toBe(record.locate(['checkedOn']).line + 3)
  })
})

const fine: [what: string, check: RecordCheck, record: LocatedRecord][] = [
  ['a fresh check', examineCheckedOn, sampleRecord()],
  ['guidance checked within the year', examineCheckedOn, sampleRecord({ kind: 'guidance', checkedOn: '2026-01-01' })],
  ['a passed close with what is known of the next', examineClosedCalls, sampleRecord(deadline('x', '2026-09-30', 'y'))],
  ['a call with a close to come', examineClosedCalls, sampleRecord(deadline('x', '2026-12-01'))],
  [
    'a passed close with a successor',
    examineClosedCalls,
    sampleRecord({ ...deadline('x', '2026-09-30'), successor: 'z' }),
  ],
  ['a window with a number', examineContact, sampleRecord()],
  ['a window of a planned scheme', examineContact, sampleRecord({ ...nameless, status: 'planned' })],
  [
    'a window told as unknown',
    examineContact,
    sampleRecord({ ...nameless, unverified: [{ facet: 'contact', note: '連絡先' }] }),
  ],
  ['a term without a window', examineContact, sampleRecord({ kind: 'term' })],
  [
    'a commentary without an address',
    examineOfficialSources,
    sampleRecord({ sources: [{ title: 'x', kind: 'secondary' }] }),
  ],
  [
    'a seed beside another source',
    examineSeedConfidence,
    sampleRecord({ sources: [seed, { title: 'x', kind: 'law' }] }),
  ],
  ['a seed told as seed', examineSeedConfidence, sampleRecord({ sources: [seed], confidence: 'seed' })],
  ['a cap told', examineTypedFigures, sampleRecord(amount('上限は150万円、特例で1億円です。', 1_500_000, 100_000_000))],
  [
    'a least cost told',
    examineTypedFigures,
    sampleRecord({ funded: { text: '1億円以上の投資が対象です。', leastCost: 100_000_000 } }),
  ],
  ['a rate told in other words', examineTypedFigures, sampleRecord(rate('助成率は3分の2以内です。', '2/3'))],
  [
    'a close that a call holds',
    examineDeadlineDates,
    sampleRecord(deadline('受付は2026年9月30日17時までです。', '2026-09-30T17:00+09:00')),
  ],
  [
    'a period of the work',
    examineDeadlineDates,
    sampleRecord(deadline('締切は2026年9月30日で、助成の対象期間は2027年3月31日までです。', '2026-09-30')),
  ],
  [
    'an unverified cap left untold',
    examineUnverifiedLeaks,
    sampleRecord(
      { who: { text: '資本金3億円以下の会社です。' }, unverified: [unknownCap] },
      '上限は確認できていません。',
    ),
  ],
  [
    'an unverified facet without figures',
    examineUnverifiedText,
    sampleRecord({ ...amount('確認できていません。'), unverified: [unknownCap] }),
  ],
  ['a note of what is missing', examineUnverifiedNotes, sampleRecord({ unverified: [{ note: '令和8年度の上限額' }] })],
  [
    'a note of a conflict',
    examineUnverifiedNotes,
    sampleRecord({ kind: 'conflict', unverified: [{ note: '200万円か300万円か' }] }),
  ],
  ['受付中 in a question', examineAgingWords, sampleRecord({ questions: ['今は受付中ですか'] })],
  ['受付中 in what was taken in as it stands', examineAgingWords, sampleRecord({ kind: 'document' }, '受付中です。')],
  ['an office number', examinePersonalData, sampleRecord({}, '電話は 0570-082100、03-5388-0000 です。')],
]

describe('the doctor lets stand', () => {
  it.each(fine)('%s', (_what, check, record) => {
    expect(check(record, now)).toEqual([])
  })
})

it('a checksum whose digits have the shape of a mobile number is none', () => {
  const sha256 = '0e0500bf887f705b3b2054ced338fc927b242068c9b65846ed29d07027438779'
  expect(examinePersonalData(sampleRecord({ sources: [{ title: 'x', kind: 'official', sha256 }] }), now)).toEqual([])
})
