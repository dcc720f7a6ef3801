import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSources } from '../../../knowledge/ingest/sources/read-sources.ts'
import { readRecord } from '../../../knowledge/record/read-record.ts'
import { type IngestHouse, openIngestHouse, sourceOf } from '../../support/ingest-house.ts'
import { createSqlitePlace } from '../../support/place.ts'
import { startTestSite, type TestSite } from '../../support/test-site.ts'

let site: TestSite
let house: IngestHouse
let folder: string

beforeAll(async () => {
  site = await startTestSite()
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-sources-'))
})
beforeEach(async () => {
  house = await openIngestHouse(await createSqlitePlace())
  return () => house.close()
})
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

const records = async () =>
  (await house.open())
    .map(({ content }) => readRecord('', content ?? '').record)
    .filter((record) => record !== undefined)

describe('a sitemap', () => {
  it('names the pages, over its parts, packed or not; no link is followed', async () => {
    const xml = (kind: string, entry: string, paths: string[]) =>
      `<?xml version="1.0" encoding="UTF-8"?><${kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths
        .map((path) => `<${entry}><loc>${site.url}${path}</loc></${entry}>`)
        .join('')}</${kind}>`
    const headers = { 'content-type': 'application/xml' }
    site.pages.set('/sitemap.xml', { headers, body: xml('sitemapindex', 'sitemap', ['/map-1.xml', '/map-2.xml.gz']) })
    site.pages.set('/map-1.xml', { headers, body: xml('urlset', 'url', ['/', '/sangyo/1000.html']) })
    const packed = gzipSync(xml('urlset', 'url', ['/sangyo/1001.html?a=1&amp;b=2', '/sangyo/1002.html']))
    site.pages.set('/map-2.xml.gz', { headers: { 'content-type': 'application/gzip' }, body: packed })
    const source = { id: 'map', kind: 'sitemap', url: `${site.url}/sitemap.xml`, allowPrivate: [site.host] }
    const report = await house.run(sourceOf(source))
    expect((await records()).map(({ name }) => name).sort()).toEqual(['支援制度1', '支援制度3', '産業支援'])
    expect(report).toMatchObject({ complete: true, faults: [] })
    expect(site.paths()).toContain('/sangyo/1001.html?a=1&b=2')
    expect(site.paths()).not.toContain('/sangyo/1003.html')
  })
  it('that is none is told, and nothing counts as gone', async () => {
    const source = { id: 'map', kind: 'sitemap', url: `${site.url}/moved.html`, allowPrivate: [site.host] }
    const report = await house.run(sourceOf(source))
    expect(report).toMatchObject({ complete: false, faults: [{ message: expect.stringContaining('サイトマップ') }] })
  })
})

describe('a table with a mapping', () => {
  it('becomes a record a row, from the file that holds the mapping', async () => {
    const mapping = {
      id: 'ward-{番号}',
      columns: { name: '制度名', what: '概要', amount: '上限額' },
      constants: {
        level: '区',
        kind: 'grant',
        areas: ['板橋区'],
        confidence: 'high',
        sources: [{ title: '支援制度一覧', kind: 'official' }],
        checkedOn: '2026-11-20',
      },
    }
    await writeFile(join(folder, 'mapping.yaml'), JSON.stringify(mapping))
    const source = { id: 'list', kind: 'pages', level: '区', areas: ['板橋区'], urls: [`${site.url}/files/list.xlsx`] }
    const file = join(folder, 'ingest.yaml')
    await writeFile(
      file,
      JSON.stringify({ sources: [{ ...source, allowPrivate: [site.host], mapping: 'mapping.yaml' }] }),
    )
    const { sources } = await readSources(file)
    if (!sources[0]) throw new Error('no source')
    expect(await house.run(sources[0])).toMatchObject({ open: { new: 2 }, faults: [], complete: true })
    const [first] = await records()
    expect(first).toMatchObject({ id: 'ward-1', name: '設備導入補助', amount: { caps: [{ yen: 1_000_000 }] } })
    expect(first?.sources[0]).toMatchObject({ url: `${site.url}/files/list.xlsx`, title: '支援制度一覧' })
  })
  it('with a fault is told before anything is read', async () => {
    const file = join(folder, 'faulty.yaml')
    await writeFile(file, 'sources: [{id: a, kind: file, path: x.csv, level: 区, areas: [板橋区], mapping: {id: "x"}}]')
    await expect(readSources(file)).rejects.toMatchObject({ publicText: expect.stringMatching(/a: id:/) })
  })
})

it('the example for ward staff is right as it stands', async () => {
  const { sources } = await readSources(fileURLToPath(new URL('../../../docs/ingest.example.yaml', import.meta.url)))
  expect(sources.map(({ kind }) => kind)).toEqual(['site', 'sitemap', 'pages', 'file', 'pages'])
})

describe('files of this machine', () => {
  it('are documents, and records where they have front matter; a broken one is told with its line', async () => {
    const files = join(folder, 'files')
    await mkdir(files, { recursive: true })
    const front = [
      'id: own-record',
      'name: 自前の記録',
      'shortName: 自前の記録',
      'kind: consultation',
      'level: 区',
      'areas: [板橋区]',
      'what: {text: 相談の窓口です。}',
      'sources: [{title: 窓口の案内, kind: official}]',
      'confidence: high',
      'checkedOn: 2026-11-20',
    ].join('\n')
    await writeFile(join(files, 'own-record.md'), `---\n${front}\n---\n\n窓口は二階です。\n`)
    await writeFile(join(files, 'broken.md'), '---\nid: broken\n---\n')
    await writeFile(join(files, 'notes.txt'), '相談会のお知らせ\n\n毎月第二火曜日に相談会を開きます。\n')
    const source = sourceOf({ id: 'office', kind: 'file', path: files })
    const report = await house.run(source)
    expect((await records()).map(({ id }) => id)).toEqual(expect.arrayContaining(['own-record']))
    expect(await records()).toHaveLength(2)
    expect(report.faults[0]?.where).toMatch(/^broken\.md:\d/)
    expect(report.complete).toBe(false)
  })
  it('beside a record of the folder with the same id are a change of it, or nothing', async () => {
    const files = join(folder, 'same')
    await mkdir(files, { recursive: true })
    const text = (place: string) => `---
id: window
name: 窓口
shortName: 窓口
kind: consultation
level: 区
areas: [板橋区]
what: {text: ${place}の窓口です。}
sources: [{title: 案内, kind: official}]
confidence: high
checkedOn: 2026-11-20
---
`
    await writeFile(join(house.corpus, 'window.md'), text('二階'))
    await writeFile(join(files, 'window.md'), text('二階'))
    const source = sourceOf({ id: 'office', kind: 'file', path: files })
    expect(await house.run(source)).toMatchObject({ unchanged: 1 })
    await writeFile(join(files, 'window.md'), text('三階'))
    expect(await house.run(source)).toMatchObject({ open: { new: 0, changed: 1 } })
  })
})
