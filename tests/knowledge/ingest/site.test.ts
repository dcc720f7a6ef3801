import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IngestReport } from '../../../knowledge/ingest/run-ingest.ts'
import type { ReadySource } from '../../../knowledge/ingest/sources/read-sources.ts'
import { readRecord } from '../../../knowledge/record/read-record.ts'
import { listPublishedRecords } from '../../../storage/published-records.ts'
import { type IngestHouse, openIngestHouse, sourceOf } from '../../support/ingest-house.ts'
import { createSqlitePlace } from '../../support/place.ts'
import { startTestSite, type TestSite } from '../../support/test-site.ts'
import { poison } from '../../support/test-site-pages.ts'

let site: TestSite
let house: IngestHouse
let source: ReadySource
let report: IngestReport

beforeAll(async () => {
  site = await startTestSite()
  house = await openIngestHouse(await createSqlitePlace())
  source = sourceOf({
    id: 'itabashi',
    kind: 'site',
    start: `${site.url}/`,
    licence: 'CC BY 4.0',
    allowPrivate: [site.host],
  })
  report = await house.run(source)
})
afterAll(async () => {
  await house.close()
  await site.close()
})

const proposal = async (path: string) => {
  const row = (await house.open()).find(({ origin }) => origin === `${site.url}${path}`)
  const record = row?.content == null ? undefined : readRecord('', row.content).record
  return { row, record, flags: JSON.parse(row?.flags ?? '[]') as { kind: string; detail: string }[] }
}
const skipped = (path: string) => report.skipped.find(({ where }) => where === `${site.url}${path}`)?.message

describe('a ward’s site', () => {
  it('becomes one new proposal a page, and nothing is published', async () => {
    const names = (await house.open()).map(({ name, change }) => `${change} ${name}`)
    expect(names).toHaveLength(30)
    expect(names).toEqual(expect.arrayContaining(['new 産業支援', 'new 支援制度1', 'new 支援制度20']))
    expect(report.open).toMatchObject({ new: 30, changed: 0, gone: 0 })
    expect(await listPublishedRecords(house.store.database)).toEqual([])
  })
  it('says of each where it is from, when it came, in which state, and under which licence', async () => {
    const { record } = await proposal('/sangyo/1000.html')
    expect(record?.id).toMatch(/^itabashi-[0-9a-f]{10}$/)
    expect(record).toMatchObject({ kind: 'document', name: '支援制度1', areas: ['板橋区'], confidence: 'medium' })
    expect(record?.what.text).toBe('板橋区のページ・文書「支援制度1」の内容です。')
    expect(record?.body).toContain('上限は10万円です。')
    expect(record?.body).not.toContain('03-3964-1111')
    const [from] = record?.sources ?? []
    expect(from).toMatchObject({ url: `${site.url}/sangyo/1000.html`, kind: 'official', licence: 'CC BY 4.0' })
    expect(from?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(Date.parse(from?.fetchedAt ?? '')).toBeGreaterThan(0)
  })
  it('is read in the charsets of its pages', async () => {
    expect((await proposal('/sjis.html')).record).toMatchObject({
      name: '販路拡大の補助',
      body: expect.stringContaining('上限は50万円です。'),
    })
    expect((await proposal('/eucjp.html')).record).toMatchObject({
      name: '知的財産の相談',
      body: expect.stringContaining('相談は無料です。'),
    })
  })
  it('has its PDF with pages', async () => {
    const { record } = await proposal('/files/guide.pdf')
    expect(record?.name).toBe('新製品開発補助金 募集要項')
    expect(record?.body).toMatch(/<!-- page 2 -->\s+上限は150万円です。/)
  })
  it('is known by the address that a redirect leads to', async () => {
    expect((await proposal('/old')).row).toBeUndefined()
    expect((await proposal('/moved.html')).record?.name).toBe('移転したページ')
    expect(skipped('/loop-a')).toContain('堂々めぐり')
  })
  it('has no record of what is no page, and says why', async () => {
    expect((await proposal('/login')).row).toBeUndefined()
    expect(skipped('/login')).toContain('ログイン')
    expect((await proposal('/missing-but-200')).row).toBeUndefined()
    expect(skipped('/missing-but-200')).toContain('見つかりません')
    expect(skipped('/gone.html')).toContain('404')
    expect(skipped('/files/list.xlsx')).toContain('mapping')
  })
  it('is not asked for what robots.txt forbids, other hosts, or pictures', () => {
    expect(site.paths()).not.toContain('/private/plan.html')
    expect(skipped('/private/plan.html')).toContain('robots.txt')
    expect(site.paths()).not.toContain('/photo.jpg')
    expect(site.paths().filter((path) => path === '/robots.txt')).toHaveLength(1)
  })
  it('is asked for each page once, however it is spelled', () => {
    const pages = site.paths().filter((path) => path !== '/slow')
    expect(pages.filter((path, index) => pages.indexOf(path) !== index && path !== '/loop-a')).toEqual([])
  })
  it('is left where its calendar has no end', () => {
    expect(site.paths().filter((path) => path.startsWith('/calendar')).length).toBeLessThanOrEqual(3)
  })
  it('is not read to the end of a file of 40 MB', () => {
    expect(skipped('/files/huge.pdf')).toContain('大きすぎます')
    expect(site.hugeBytes()).toBeLessThan(40 * 1024 * 1024)
  })
  it('is not waited for without end; what failed is told, and nothing counts as gone', () => {
    expect(report.faults).toEqual([
      { where: `${site.url}/slow`, message: expect.stringContaining('時間切れ') as string },
    ])
    expect(report.complete).toBe(false)
  })
  it('cannot give orders: a poisoned page is flagged, and its hidden words are nowhere', async () => {
    const { row, record, flags } = await proposal('/poisoned.html')
    expect(flags.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['instruction-like', 'hidden-text']))
    expect(row?.content).not.toContain(poison)
    expect(record?.body).toContain('補助上限は200万円です。')
    expect(record?.amount).toBeUndefined()
    expect(report.open.flagged).toBe(1)
  })
})

it('read again unchanged, nothing new is proposed, and pages are not sent again', async () => {
  const before = (await house.open()).map(({ id }) => id)
  site.visits.length = 0
  await house.run(source)
  expect((await house.open()).map(({ id }) => id)).toEqual(before)
  const answered = site.visits.filter(({ path }) => path.startsWith('/sangyo/'))
  expect(answered).toHaveLength(21)
  expect(answered.every(({ status }) => status === 304)).toBe(true)
})
