import fc from 'fast-check'
import { expect, it } from 'vitest'
import { examineContact } from '../../../knowledge/doctor/contact.ts'
import { examineCheckedOn } from '../../../knowledge/doctor/dates.ts'
import { examineTypedFigures } from '../../../knowledge/doctor/figure-agreement.ts'
import { examineSeedConfidence } from '../../../knowledge/doctor/sources.ts'
import { examineUnverifiedText } from '../../../knowledge/doctor/unverified.ts'
import { examineAgingWords, examinePersonalData } from '../../../knowledge/doctor/words.ts'
import { readJgrants } from '../../../knowledge/ingest/jgrants/read-jgrants.ts'
import { readRecord } from '../../../knowledge/record/read-record.ts'
import { writeRecord } from '../../../knowledge/record/write-record.ts'

const now = Date.parse('2026-08-17T10:00:00+09:00')
const id = 'a0WJ200000CDe5zMAD'
const read = (answer: (url: string) => { status: number; text: string }) =>
  readJgrants({
    baseUrl: 'https://api.example.jp/exp/',
    keywords: ['補助金'],
    get: async (url) => answer(url),
    now,
    signal: new AbortController().signal,
  })

const checks = [
  examineContact,
  examineCheckedOn,
  examineTypedFigures,
  examineSeedConfidence,
  examineUnverifiedText,
  examineAgingWords,
  examinePersonalData,
]

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '募集中の補助金 / 東京都 / 全国',
    '0',
    '2026-02-30T00:00Z',
    '2026-10-01T15:00Z',
    '2026-09-01T15:00:00.000Z',
    'ａ＠ｂ．ｊｐ 090ー1234ー5678 070 1234 5678',
    'x'.repeat(5_000),
    '---\n# 見出し\n<!-- page 3 -->\n\\',
    '<p onclick=x>１／２<br>2/3</p><script>1</script><table><td>',
    '<div>'.repeat(400),
    '\u{E0041}\u202E\uFEFF\uD800',
    '100%、10割、3/2、0/0、1億円',
    '関東・甲信越地方 / __proto__ / constructor',
  ),
)
const value = fc.oneof(
  { weight: 3, arbitrary: words },
  fc.jsonValue({ maxDepth: 2 }),
  fc.double(),
  fc.bigInt().map(Number),
)
const dates = {
  target_area_search: value,
  target_area_detail: value,
  acceptance_start_datetime: value,
  acceptance_end_datetime: value,
  project_end_deadline: value,
}
const names = fc.oneof(fc.array(fc.record({ name: value, data: words })), value)
const subsidy = fc.record(
  {
    id: fc.oneof({ weight: 9, arbitrary: fc.constant(id) }, value),
    ...dates,
    name: value,
    title: words,
    institution_name: value,
    target_number_of_employees: value,
    subsidy_max_limit: fc.oneof(value, fc.integer()),
    subsidy_catch_phrase: value,
    detail: value,
    use_purpose: value,
    industry: value,
    subsidy_rate: value,
    request_reception_presence: fc.constantFrom('有', '無', null, 3),
    is_enable_multiple_request: value,
    front_subsidy_detail_page_url: value,
    application_guidelines: names,
    application_form: names,
    workflow: fc.oneof(fc.array(fc.record({ ...dates, fiscal_year_round: value }, { requiredKeys: [] })), value),
  },
  { requiredKeys: ['id', 'title'] },
)
const answer = (result: unknown) => ({ status: 200, text: JSON.stringify({ result: [result] }) })

it('whatever the API answers, the reading ends with drafts and faults', async () => {
  const text = fc.oneof(
    fc.json(),
    fc.string(),
    fc.jsonValue().map((result) => JSON.stringify({ result: [result] })),
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 100, max: 599 }), text, async (status, text) => {
      for (const given of [200, status]) {
        const reading = await read(() => ({ status: given, text }))
        expect(reading.drafts.length + reading.faults.length >= 0).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

it('whatever a subsidy holds, its draft is written, read back, and sound to the doctor, or it is a fault', async () => {
  await fc.assert(
    fc.asyncProperty(subsidy, subsidy, async (row, detail) => {
      const { drafts, faults, complete } = await read((url) => answer(url.includes('/id/') ? detail : row))
      if (drafts.length === 0) expect([faults.length > 0, complete]).toEqual([true, false])
      for (const { record, body } of drafts) {
        const located = readRecord(`${record.id}.md`, writeRecord(record, body))
        expect(located.faults).toEqual([])
        if (!located.record) continue
        const errors = checks.flatMap((check) => check(located, now)).filter(({ severity }) => severity === 'error')
        expect(errors).toEqual([])
        expect(record.shortName.length).toBeLessThanOrEqual(20)
      }
    }),
    { numRuns: 400 },
  )
})

it.each([{ toString: false }, [], [0], true, -1, 1.5, 1e300, '三百万円', '-5'])(
  'a limit of %j is no sum, and does not end the reading',
  async (subsidy_max_limit) => {
    const { drafts } = await read(() => answer({ id, title: '補助金', subsidy_max_limit }))
    expect(drafts[0]?.record.amount).toBeUndefined()
  },
)

it('reads half a megabyte of description in time, and keeps the beginning', async () => {
  const detail = `<p>${'x'.repeat(250_000)}</p>${'<p>説明の文です。</p>'.repeat(15_000)}`
  const started = performance.now()
  const { drafts, faults } = await read(() => answer({ id, title: '補助金', detail }))
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(drafts[0]?.body).toHaveLength(20_000)
  expect(faults.map(({ message }) => message)).toContain('説明文が長いため、途中までを記録に書きます')
})

it('a mobile number beside a mail address, both in full width, goes with it', async () => {
  const institution_name = 'ａ＠ｂ．ｊｐ 090ー1234ー5678 070 1234 5678'
  const { drafts } = await read(() => answer({ id, title: '補助金', institution_name }))
  expect(drafts.length).toBe(1)
  for (const { record, body } of drafts) expect(writeRecord(record, body)).not.toMatch(/1234.?5678/)
})
