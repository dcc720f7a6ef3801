import { appendFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Fill } from '../../../knowledge/embeddings/embedding-options.ts'
import { createOpenAiEmbedder } from '../../../knowledge/embeddings/openai-embedder.ts'
import type { Library } from '../../../knowledge/library.ts'
import { openLibrary } from '../../../knowledge/open-library.ts'
import { conceptVector } from '../../support/concept-embedder.ts'
import { type EmbeddingServer, startEmbeddingServer } from '../../support/embedding-server.ts'
import { createWorkplace, type KeptLog, keptLog, type Workplace } from '../corpus-copy.ts'

let server: EmbeddingServer
let place: Workplace
let log: KeptLog
beforeAll(async () => {
  server = await startEmbeddingServer('test-key')
})
afterAll(() => server.close())
beforeEach(async () => {
  place = await createWorkplace()
  server.calls.length = 0
  server.vectorOf = conceptVector
})
afterEach(async () => {
  server.faults.length = 0
  await place.remove()
})

async function open(fill: Fill, model = 'stand-in'): Promise<Library> {
  log = keptLog()
  const embedder = createOpenAiEmbedder({ model, apiKey: 'test-key', baseUrl: server.baseUrl, retries: 0 })
  const embedding = { embedder, fill }
  return openLibrary({ corpusDirectory: place.corpus, dataDirectory: place.data, logger: log, embedding })
}

/** Two words that no record holds: 値引き is what the fees of a patent are, in the language of the stand-in model. */
const paraphrase = 'おまけしてもらえる'
async function ask(library: Library, question = paraphrase) {
  const vector = await library.embedQuestion?.(question)
  return library.search(question, { vector }).map(({ recordId }) => recordId)
}
const texts = () => server.calls.flat().length
const indexFiles = () => readdir(join(place.data, 'index'))
const fileLike = async (pattern: RegExp) => {
  const name = (await indexFiles()).find((entry) => pattern.test(entry))
  if (!name) throw new Error(`no file like ${pattern}`)
  return join(place.data, 'index', name)
}

describe('with a server of embeddings', () => {
  it('a paraphrase that shares no word is found, and is not without one', async () => {
    const library = await open('all')
    expect(library.search(paraphrase).map(({ recordId }) => recordId)[0]).not.toBe('ip-genmen')
    expect((await ask(library))[0]).toBe('ip-genmen')
  })

  it('exact words stay ahead of a resemblance', async () => {
    expect((await ask(await open('all'), '共同研究助成金の上限'))[0]).toBe('hoshi-kyodo')
  })

  it('a filter holds for what is near in meaning too', async () => {
    const library = await open('all')
    const vector = await library.embedQuestion?.(paraphrase)
    const hits = library.search(paraphrase, { vector, limit: 20, filter: { kinds: ['term'] } })
    expect(hits.map(({ recordId }) => recordId)).not.toContain('ip-genmen')
  })

  it('the second start asks the server for nothing and answers the same', async () => {
    const before = await ask(await open('all'))
    server.calls.length = 0
    const library = await open('none')
    expect(server.calls).toEqual([])
    expect(log.lines).toEqual([])
    expect(await ask(library)).toEqual(before)
  })

  it('only changed passages are embedded anew', async () => {
    await open('all')
    const whole = texts()
    server.calls.length = 0
    await appendFile(join(place.corpus, 'ip-genmen.md'), '\n加筆しました。\n')
    expect((await ask(await open('changed')))[0]).toBe('ip-genmen')
    // The new prose, the probe, and the question.
    expect(texts()).toBe(3)
    expect(whole).toBeGreaterThan(15)
  })

  it('passages that are new wait for their vectors without holding up the start', async () => {
    await open('all')
    await appendFile(join(place.corpus, 'ip-genmen.md'), '\n加筆しました。\n')
    server.calls.length = 0
    const library = await open('none')
    expect(server.calls).toEqual([])
    expect((await ask(library))[0]).toBe('ip-genmen')
    expect(log.warnings().join()).toContain('passages are without an embedding {"missing":1')
  })

  it('a build that was interrupted goes on where it was', async () => {
    server.faults.push({ status: 500 })
    await expect(open('all')).rejects.toMatchObject({ code: 'unavailable' })
    for (let part = 0; part < 150; part += 1) {
      await appendFile(join(place.corpus, 'ip-genmen.md'), `\n${`第${part}段。${'長い説明。'.repeat(120)}`}\n`)
    }
    server.faults.push('none', 'none', { status: 500 })
    await expect(open('all')).rejects.toMatchObject({ code: 'unavailable' })
    const paid = new Set(server.calls.slice(0, -1).flat())
    server.calls.length = 0
    await open('all')
    const asked = server.calls.flat().slice(1)
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter((text) => paid.has(text))).toEqual([])
  })

  it('vectors of another model are never used: the leg stays off until the index is made', async () => {
    await open('all', 'former')
    server.calls.length = 0
    for (const fill of ['none', 'changed'] as const) {
      const library = await open(fill, 'latter')
      expect(library.embedQuestion).toBeUndefined()
      expect(library.search('特許の減免')[0]?.recordId).toBe('ip-genmen')
      expect(log.warnings()).toEqual([expect.stringMatching(/search goes by words until.*other model.*latter/)])
      expect(server.calls).toEqual([])
    }
    expect((await ask(await open('all', 'latter')))[0]).toBe('ip-genmen')
    expect((await indexFiles()).filter((name) => name.startsWith('vectors-'))).toHaveLength(1)
  })

  it('a server that runs another model under the same name is found out, and all is made anew', async () => {
    await open('all')
    const whole = texts()
    server.calls.length = 0
    server.vectorOf = (text) => conceptVector(text).reverse()
    const library = await open('all')
    expect(log.warnings().join()).toContain('another model under this name')
    expect(texts()).toBe(whole)
    expect((await ask(library))[0]).toBe('ip-genmen')
    server.vectorOf = (text) => [...conceptVector(text), 1]
    expect((await ask(await open('all')))[0]).toBe('ip-genmen')
  })

  it('a question whose vector has another length is searched by words', async () => {
    const library = await open('all')
    server.vectorOf = () => [1, 2, 3]
    expect(await library.embedQuestion?.('特許の減免')).toBeUndefined()
    expect(library.search('特許の減免', { vector: [1, 2, 3] })[0]?.recordId).toBe('ip-genmen')
  })

  it('a server that is down costs the embeddings alone', async () => {
    server.faults.push({ status: 500 })
    const failing = open('all')
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' })
    const library = await open('none')
    expect(library.search('特許の減免')[0]?.recordId).toBe('ip-genmen')
    expect(library.embedQuestion).toBeUndefined()
  })
})

describe('damage to stored embeddings', () => {
  it.each([
    ['a flipped byte in the graph', async (file: string) => flip(file, 9)],
    ['a graph cut short', async (file: string) => truncate(file, 100)],
    ['a missing graph', async (file: string) => rm(file)],
  ])('%s is made good from the stored vectors, without the server', async (_what, spoil) => {
    await open('all')
    server.calls.length = 0
    await spoil(await fileLike(/^embeddings-.*\.graph$/))
    const library = await open('none')
    expect(server.calls).toEqual([])
    expect(log.warnings()).toEqual([expect.stringMatching(/embeddings rebuilt from stored vectors.*graph file/)])
    expect((await ask(library))[0]).toBe('ip-genmen')
  })

  it('a flipped byte in the vectors costs that vector alone', async () => {
    await open('all')
    await flip(await fileLike(/^vectors-/), 500)
    await rm(await fileLike(/^embeddings-.*\.graph$/))
    server.calls.length = 0
    expect((await ask(await open('all')))[0]).toBe('ip-genmen')
    // The lost one, the probe, and the question.
    expect(texts()).toBe(3)
  })

  it('vectors of which none can be read are fetched anew, even when the server has another model by now', async () => {
    await open('all')
    await writeFile(await fileLike(/^vectors-/), Buffer.alloc(3_000, 7))
    await rm(await fileLike(/^embeddings-.*\.graph$/))
    server.vectorOf = (text) => [...conceptVector(text), 1]
    expect((await ask(await open('all')))[0]).toBe('ip-genmen')
    server.calls.length = 0
    expect((await ask(await open('none')))[0]).toBe('ip-genmen')
    expect(texts()).toBe(1)
  })

  it('vectors cut short lose the last one, and what is added later can be read', async () => {
    await open('all')
    const file = await fileLike(/^vectors-/)
    const size = (await readFile(file)).length
    await truncate(file, size - 7)
    await rm(await fileLike(/^embeddings-.*\.graph$/))
    await open('all')
    server.calls.length = 0
    await rm(await fileLike(/^embeddings-.*\.graph$/))
    await open('none')
    expect(log.warnings()).toEqual([expect.stringContaining('embeddings rebuilt')])
    expect((await readFile(file)).length).toBe(size)
  })
})

async function flip(file: string, at: number) {
  const bytes = await readFile(file)
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  await writeFile(file, bytes)
}
