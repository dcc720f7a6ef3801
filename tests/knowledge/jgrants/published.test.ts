import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineCorpus } from '../../../knowledge/doctor.ts'
import type { DraftRecord } from '../../../knowledge/ingest/reading.ts'
import type { Library } from '../../../knowledge/library.ts'
import { openLibrary } from '../../../knowledge/open-library.ts'
import { writeRecord } from '../../../knowledge/record/write-record.ts'
import { silentLogger } from '../../../storage/ground/logger.ts'
import { startJgrantsPlatform } from '../../support/jgrants-platform.ts'
import { jgrantsDay, readPlatform } from '../../support/jgrants-reading.ts'
import { createWorkplace, type Workplace } from '../corpus-copy.ts'

const wakayama = 'jgrants-a0wj200000cde5zmad-4zd8'
let place: Workplace
let library: Library
let published: { id: string; content: string }[]

const publish = ({ record, body }: DraftRecord) => ({ id: record.id, content: writeRecord(record, body) })

beforeAll(async () => {
  const platform = await startJgrantsPlatform(jgrantsDay)
  const { drafts } = await readPlatform(platform, { keywords: ['補助金', '事業', '公募'], acceptance: '0' })
  await platform.close()
  published = drafts.map(publish)
  place = await createWorkplace()
  library = await openLibrary({
    corpusDirectory: place.corpus,
    dataDirectory: place.data,
    logger: silentLogger,
    published,
  })
})
afterAll(() => place.remove())

describe('a published call', () => {
  const foundAt = (moment: string) =>
    library
      .search('海外の見本市への出展の補助金', { filter: { at: Date.parse(moment) } })
      .some(({ recordId }) => recordId === wakayama)

  it('is found until its last minute, and leaves by itself', () => {
    expect(foundAt('2026-08-24T16:59:00+09:00')).toBe(true)
    expect(foundAt('2026-08-24T17:00:00+09:00')).toBe(true)
    expect(foundAt('2026-08-24T17:00:01+09:00')).toBe(false)
    expect(foundAt('2027-01-01T00:00:00+09:00')).toBe(false)
  })

  const open = (moment: string, areas?: string[]) =>
    library
      .search('事業 補助金 公募 支援', {
        limit: 30,
        filter: { at: Date.parse(moment), callStates: ['open'], ...(areas ? { areas } : {}) },
      })
      .map(({ recordId }) => library.records.get(recordId)?.shortName)

  it('counts as open only between the dates that are known', () => {
    expect(open('2026-08-17T10:00:00+09:00')).toEqual(
      expect.arrayContaining(['中小企業等海外展開支援補助金', '小規模事業者補助金（設備の事業）']),
    )
    for (const moment of ['2025-08-20T10:00:00+09:00', '2026-08-17T10:00:00+09:00']) {
      expect(open(moment)).not.toContain('TOKYO戦略的イノベーション促進事業')
    }
    expect(open('2026-10-31T23:59:59+09:00')).toContain('省エネ設備導入支援事業')
    expect(open('2026-11-01T00:00:00+09:00')).not.toContain('省エネ設備導入支援事業')
    expect(open('2026-12-01T00:00:00+09:00')).toContain('省エネ設備導入支援事業')
  })

  it('of a round for another part of the country is not open in a ward of Tokyo', () => {
    expect(open('2026-10-31T12:00:00+09:00', ['板橋区'])).toContain('省エネ設備導入支援事業')
    expect(open('2026-12-10T12:00:00+09:00', ['板橋区'])).not.toContain('省エネ設備導入支援事業')
  })

  it('is found by what its description says', () => {
    const [hit] = library.search('通訳費や出展小間料', { filter: { at: jgrantsDay } })
    expect(hit).toMatchObject({ recordId: wakayama, passage: expect.stringContaining('通訳費') })
  })
})

it('the doctor finds no fault in what was read', async () => {
  const findings = await examineCorpus(place.corpus, jgrantsDay, published)
  expect(findings.filter(({ file, severity }) => file.startsWith('published/') && severity === 'error')).toEqual([])
})
