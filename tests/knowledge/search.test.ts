import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LibraryRetriever } from '../../knowledge/langchain-retriever.ts'
import type { Library } from '../../knowledge/library.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createWorkplace, type Workplace } from './corpus-copy.ts'

let place: Workplace
let library: Library
beforeAll(async () => {
  place = await createWorkplace()
  library = await openLibrary({ corpusDirectory: place.corpus, dataDirectory: place.data, logger: silentLogger })
})
afterAll(() => place.remove())

const best = (question: string) => library.search(question)[0]

describe('a question finds its record and the facet that answers it', () => {
  it.each([
    ['大学と共同研究するときの助成金', 'hoshi-kyodo', undefined],
    ['共同研究助成の必要書類は見積書ですか', 'hoshi-kyodo', 'documents'],
    ['新製品開発で外注費は対象になりますか', 'hoshi-shinseihin', 'funded'],
    ['特許の審査請求料を安くしたい', 'ip-genmen', undefined],
    ['試験所の利用券が欲しい', 'tokyo-voucher', 'what'],
    ['公設試とは', 'term-kosetsushi', 'what'],
  ])('%s', (question, id, facet) => {
    const hit = best(question)
    expect(hit?.recordId).toBe(id)
    if (facet) expect(hit?.facet).toBe(facet)
  })

  it('finds what the corpus writes with a word that means the same', () => {
    expect(library.search('公設試験場').map(({ recordId }) => recordId)).toContain('tokyo-voucher')
  })

  it('tells by the coverage that it knows nothing of Mars', () => {
    expect(best('公設試の依頼試験の利用券')?.coverage).toBeGreaterThan(0.7)
    expect(best('火星移住ロケット補助')?.coverage ?? 0).toBeLessThan(0.4)
  })

  it('gives one hit a record, best first, no more than asked', () => {
    const hits = library.search('助成金の対象と上限', { limit: 3 })
    expect(hits).toHaveLength(3)
    expect(new Set(hits.map(({ recordId }) => recordId)).size).toBe(3)
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a))
  })

  it.each(['', '　', '？！', '\u200B', 'ああああああ', '🦊', 'a'.repeat(20_000)])('does not fail on %j', (text) => {
    expect(Array.isArray(library.search(text))).toBe(true)
    expect(Array.isArray(library.findNames(text))).toBe(true)
  })
})

describe('filters', () => {
  const idsFor = (filter: Parameters<Library['search']>[1]) =>
    library.search('助成 補助 制度 費用 特許 試験', { limit: 20, ...filter }).map(({ recordId }) => recordId)

  it('keeps to the area asked for; all Japan and Tokyo hold for a ward of Tokyo', () => {
    const ids = idsFor({ filter: { areas: ['板橋区'] } })
    expect(ids).toEqual(expect.arrayContaining(['hoshi-kyodo', 'tokyo-voucher', 'ip-genmen']))
    expect(ids).not.toContain('hoshi-shinseihin')
    expect(idsFor({ filter: { areas: ['大阪府'] } })).not.toContain('tokyo-voucher')
  })

  it('keeps to kinds and to what has begun', () => {
    expect(idsFor({ filter: { kinds: ['voucher'] } })).toEqual(['tokyo-voucher'])
    expect(idsFor({ filter: { status: 'real' } })).not.toContain('tokyo-voucher')
    expect(idsFor({ filter: { kinds: ['gap'] } })).toEqual([])
  })

  it('finds the best of those allowed even where others match far better', () => {
    const filter = { kinds: ['term'] as const }
    expect(library.search('共同研究助成金の上限', { limit: 1, filter })[0]?.recordId).toBe('term-kosetsushi')
  })
})

describe('the retriever for LangChain', () => {
  it('returns passages with where they come from', async () => {
    const documents = await new LibraryRetriever({ library, limit: 2 }).invoke('特許の減免の制度')
    expect(documents).toHaveLength(2)
    expect(documents[0]?.metadata).toMatchObject({
      recordId: 'ip-genmen',
      title: '特許料等の減免制度',
      url: 'https://example.jp/genmen',
      checkedOn: '2026-11-01',
    })
  })
})
