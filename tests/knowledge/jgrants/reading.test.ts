import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadJgrantsOptions } from '../../../knowledge/ingest/jgrants/read-jgrants.ts'
import type { DraftRecord } from '../../../knowledge/ingest/reading.ts'
import { recordSchema } from '../../../knowledge/record/schema.ts'
import { type JgrantsPlatform, startJgrantsPlatform } from '../../support/jgrants-platform.ts'
import { jgrantsDay, readPlatform } from '../../support/jgrants-reading.ts'

let platform: JgrantsPlatform
beforeEach(async () => {
  platform = await startJgrantsPlatform(jgrantsDay)
})
afterEach(() => platform.close())

const read = (changes: Partial<ReadJgrantsOptions> = {}) =>
  readPlatform(platform, { keywords: ['補助金', '事業', '公募'], acceptance: '0', ...changes })
const named = (drafts: readonly DraftRecord[], word: string) => {
  const draft = drafts.find(({ record }) => record.name.includes(word))
  if (!draft) throw new Error(`no draft of ${word}`)
  return draft
}
const messages = (faults: readonly { where: string; message: string }[]) =>
  faults.map(({ where, message }) => `${where}: ${message}`).join('\n')

describe('what is listed becomes drafts', () => {
  it('unites the keywords, asks flatly with all four parameters, and reads each subsidy once', async () => {
    const steps: string[] = []
    const { drafts, complete } = await read({ progress: (done, total) => steps.push(`${done}/${total}`) })
    // Five subsidies; one has a round for each of two areas.
    expect(drafts).toHaveLength(6)
    expect(complete).toBe(true)
    expect(platform.requests.slice(0, 3)).toEqual(
      ['補助金', '事業', '公募'].map(
        (keyword) => `/exp/v1/public/subsidies?keyword=${keyword}&sort=acceptance_end_datetime&order=ASC&acceptance=0`,
      ),
    )
    expect(platform.requests.filter((path) => path.includes('/v2/'))).toHaveLength(5)
    expect(steps.at(0)).toBe('1/3')
    expect(steps.at(-1)).toBe('8/8')
    for (const { record } of drafts) expect(recordSchema.safeParse(record).error).toBeUndefined()
  })

  it('tells what the detail tells, in Japan time, without markup, scripts, hidden words or personal data', async () => {
    const { drafts } = await read()
    const { record, body, flags, where } = named(drafts, 'わかやま')
    expect(record.name).toBe('【わかやま産業振興財団】令和8年度_中小企業等海外展開支援補助金')
    expect(record.shortName).toBe('中小企業等海外展開支援補助金')
    expect(record.areas).toEqual(['和歌山県'])
    expect(record.amount).toEqual({ text: expect.stringContaining('300万円'), caps: [{ yen: 3_000_000 }] })
    expect(record.rate).toEqual({
      text: expect.stringContaining('「補助対象経費の1／2以内」'),
      values: [{ value: '1/2' }],
    })
    expect(record.deadline?.calls).toEqual([
      { name: '令和8年度', opens: '2026-08-14T09:45+09:00', closes: '2026-08-24T17:00+09:00' },
    ])
    expect(record.effective).toEqual({ until: '2026-08-24T17:00+09:00' })
    expect(record.what.text).toContain('「海外の見本市に出る『初めの一歩』を応援します」')
    expect(record.documents?.text).toContain('募集要項.pdf')
    expect(record.sources[0]).toMatchObject({
      url: 'https://www.jgrants-portal.go.jp/subsidy/a0WJ200000CDe5zMAD',
      title: expect.stringMatching(/^Jグランツ（jGrants）からの出典: /),
      kind: 'official',
      fetchedAt: '2026-08-17T01:00:00.000Z',
    })
    expect(record.confidence).toBe('medium-high')
    expect(record.checkedOn).toBe('2026-08-17')
    expect(where).toBe('https://www.jgrants-portal.go.jp/subsidy/a0WJ200000CDe5zMAD')
    expect(body).toMatch(/■目的\n県内の事業者の/)
    expect(body).toMatch(/出展小間料\n.*通訳費/)
    expect(body).not.toMatch(/<|alert|color|これまでの指示|example\.or\.jp|５６７８|5678/)
    expect(flags.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['instruction-like', 'hidden-text']))
  })

  it('makes a call of its own of each area, so that no round of elsewhere counts as open here', async () => {
    const { drafts } = await read()
    const [kanto, kinki, ...more] = drafts.filter(({ record }) => record.name.includes('省エネ'))
    expect(more).toEqual([])
    expect(kanto?.record).toMatchObject({
      name: '省エネ設備導入支援事業（関東・甲信越地方）',
      shortName: '省エネ設備導入支援事業',
      aliases: ['省エネ設備導入支援事業', 'S-00009800'],
      areas: expect.arrayContaining(['関東・甲信越地方', '東京都']),
      effective: { until: '2026-10-31' },
      level: '国',
    })
    expect(kanto?.record.areas).not.toContain('大阪府')
    expect(kinki?.record.areas).toContain('大阪府')
    expect(kinki?.record.areas).not.toContain('東京都')
    expect(kinki?.record.deadline?.calls).toEqual([
      { name: '第55回', opens: '2026-12-01T00:00+09:00', closes: '2026-12-25T17:00+09:00' },
    ])
    expect(kinki?.record.effective?.until).toBe('2026-12-25T17:00+09:00')
    expect(kinki?.record.id).not.toBe(kanto?.record.id)
    expect(kinki?.record.id).toMatch(/^jgrants-a0wj200000cdxxxmat-[a-z0-9]+-[a-z0-9]+$/)
    expect(kanto?.record.amount?.text).toContain('1億5,000万円')
    expect(kanto?.body).toContain('一般 | 照明')
    expect((await read()).drafts.map(({ record }) => record.id)).toEqual(drafts.map(({ record }) => record.id))
  })

  it('tells an end at midnight by the day that ends then', async () => {
    const { record } = named((await read()).drafts, '省エネ')
    expect(record.deadline?.calls).toEqual([{ name: '第54回', opens: '2026-10-01T00:00+09:00', closes: '2026-10-31' }])
    expect(record.deadline?.text).toContain('2026年11月1日00:00（2026年10月31日の24時）')
  })

  it('names the rounds of one area in one record, and expires after the last', async () => {
    const energy = platform.subsidies.find(({ title }) => title.includes('省エネ'))
    for (const round of energy?.workflow ?? []) round.target_area_search = '東京都'
    const { record } = named((await read()).drafts, '省エネ')
    expect(record.name).toBe('省エネ設備導入支援事業')
    expect(record.deadline?.calls?.map(({ name, closes }) => [name, closes])).toEqual([
      ['第54回', '2026-10-31'],
      ['第55回', '2026-12-25T17:00+09:00'],
    ])
    expect(record.effective?.until).toBe('2026-12-25T17:00+09:00')
  })

  it('keeps a round that begins and ends in one moment at midnight', async () => {
    const energy = platform.subsidies.find(({ title }) => title.includes('省エネ'))
    if (energy) energy.workflow = [{ ...energy.workflow[0], acceptance_start_datetime: '2026-10-31T15:00Z' }]
    const { record } = named((await read()).drafts, '省エネ')
    expect(record.deadline?.calls?.[0]?.closes).toBe('2026-11-01T00:00+09:00')
  })

  it('says nothing of a limit of 0, a missing end and a rate that depends', async () => {
    const { record, body } = named((await read()).drafts, '経済安全保障')
    expect(record.amount).toBeUndefined()
    expect(JSON.stringify(record)).not.toMatch(/(?<!\d)0円/)
    expect(record.operator).toBeUndefined()
    expect(record.deadline?.policy).toBe('unknown')
    expect(record.effective).toBeUndefined()
    expect(record.rate).toMatchObject({ values: [] })
    expect(record.unverified?.map(({ facet }) => facet)).toEqual(['amount', 'deadline'])
    expect(body).toBe('一行目です。\n二行目です。')
  })

  it('never takes a date it cannot read for an open call', async () => {
    const { drafts, faults } = await read()
    const { record } = named(drafts, 'TOKYO')
    expect(record.deadline).toMatchObject({ policy: 'unknown', calls: [] })
    expect(record.fiscalYear).toBe('令和7年度')
    expect(messages(faults)).toContain('a0WJ200000CDU9uMAH: 受付の終わりを日時として読めません')
  })

  it('reads version 1 where there is no version 2, and links to Jグランツ alone', async () => {
    const { drafts, faults, complete } = await read()
    const { record } = named(drafts, '小規模')
    expect(record.deadline?.calls?.[0]).toMatchObject({
      opens: '2026-03-01T01:41+09:00',
      closes: '2027-03-01T01:41+09:00',
    })
    expect(record.areas).toEqual(['東京都', '大阪府'])
    expect(record.rate?.values).toEqual([{ value: '20%' }])
    expect(record.contact?.url).toBe('https://www.jgrants-portal.go.jp/subsidy/S0J0w00wer0wUgr77E')
    expect(messages(faults)).toMatch(/前の版（v1）を読みました: 見つかりません（404）/)
    expect(messages(faults)).toContain('Jグランツのものではない')
    expect(complete).toBe(true)
  })

  it('keeps no byte of an attached file', async () => {
    platform.attachmentBytes = 3_000_000
    const reading = await read({ keywords: ['補助金'] })
    expect(reading.drafts.length).toBeGreaterThan(0)
    expect(JSON.stringify(reading)).not.toMatch(/JVBERi0|QUJDQUJD/)
    expect(JSON.stringify(reading).length).toBeLessThan(30_000)
  })
})
