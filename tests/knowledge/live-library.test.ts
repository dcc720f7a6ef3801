import { appendFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConsultant } from '../../bot/create-consultant.ts'
import type { PublishedRecord } from '../../knowledge/corpus-reader.ts'
import type { Library } from '../../knowledge/library.ts'
import { type LiveLibrary, openLiveLibrary } from '../../knowledge/live-library.ts'
import { openLibrary } from '../../knowledge/open-library.ts'
import { serveLibrary } from '../../knowledge/serve-library.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { conceptVector } from '../support/concept-embedder.ts'
import { startEmbeddingServer } from '../support/embedding-server.ts'
import { eventually } from '../support/eventually.ts'
import { createWorkplace, type KeptLog, keptLog, type Workplace } from './corpus-copy.ts'

let place: Workplace
let log: KeptLog
let rows: PublishedRecord[]
let version: string | undefined
let live: LiveLibrary | undefined
beforeEach(async () => {
  place = await createWorkplace()
  log = keptLog()
  rows = []
  version = undefined
})
afterEach(async () => {
  await live?.close()
  live = undefined
  await place.remove()
})

const ports = { published: async () => rows, publishedVersion: async () => version }
const openNow = (published: readonly PublishedRecord[]) =>
  openLibrary({ corpusDirectory: place.corpus, dataDirectory: place.data, logger: silentLogger, published })

async function openLive(pollMs = 20): Promise<LiveLibrary> {
  live = await openLiveLibrary({ ...ports, open: openNow, logger: log, pollMs })
  return live
}
/** A record as staff would publish it: one of the folder under a new id and name. */
async function publish(id: string, name: string) {
  const content = (await readFile(join(place.corpus, 'ip-genmen.md'), 'utf8'))
    .replace('id: ip-genmen', `id: ${id}`)
    .replace('name: 特許料等の減免制度', `name: ${name}`)
  rows = [...rows, { id, content }]
  version = String(rows.length)
}
const messages = (level: string) => log.lines.filter((line) => line.level === level).map(({ message }) => message)

describe('the library that serves', () => {
  it('takes up what staff publish, without a restart', async () => {
    const serving = await openLive()
    serving.watch()
    await publish('ip-shinsei', '星見区の特許出願助成')
    await eventually(() => serving.current.records.has('ip-shinsei'))
    expect(serving.current.search('星見区の特許出願助成')[0]?.recordId).toBe('ip-shinsei')
    expect(messages('info')).toEqual(['the library was reloaded'])
  })

  it('takes up an edited file when told to', async () => {
    const serving = await openLive()
    const before = serving.current.version
    await appendFile(join(place.corpus, 'ip-genmen.md'), '\n宇宙船の設計も対象です。\n')
    await serving.reload('SIGHUP')
    expect(serving.current.version).not.toBe(before)
    expect(serving.current.search('宇宙船の設計')[0]?.recordId).toBe('ip-genmen')
  })

  it('searches go on in the one they began with', async () => {
    const serving = await openLive()
    const held = serving.current
    await rm(join(place.corpus, 'ip-genmen.md'))
    const reloading = serving.reload('SIGHUP')
    for (let turn = 0; turn < 200; turn += 1) expect(held.search('特許の減免')[0]?.recordId).toBe('ip-genmen')
    await reloading
    expect(held.search('特許の減免')[0]?.recordId).toBe('ip-genmen')
    expect(serving.current.records.has('ip-genmen')).toBe(false)
  })

  it('stays as it was, and says so, when the new one cannot be opened', async () => {
    const serving = await openLive()
    const before = serving.current
    await rm(place.corpus, { recursive: true })
    await serving.reload('SIGHUP')
    expect(serving.current).toBe(before)
    expect(messages('error')).toEqual(['the library could not be reloaded; the former goes on serving'])
  })

  it('a database that cannot be asked is told once, and what changed meanwhile is taken up later', async () => {
    const serving = await openLiveLibrary({
      ...ports,
      publishedVersion: async () => {
        if (version === 'broken') throw new Error('no database')
        return version
      },
      open: openNow,
      logger: log,
      pollMs: 10,
    })
    live = serving
    version = 'broken'
    serving.watch()
    await eventually(() => messages('warn').length === 1)
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(messages('warn')).toHaveLength(1)
    await publish('ip-shinsei', '星見区の特許出願助成')
    await eventually(() => serving.current.records.has('ip-shinsei'))
  })

  it('calls that come while it reloads lead to one more reload', async () => {
    let opened = 0
    const serving = await openLiveLibrary({
      ...ports,
      logger: log,
      open: async (published) => {
        opened += 1
        return openNow(published)
      },
    })
    live = serving
    await Promise.all([serving.reload('a'), serving.reload('b'), serving.reload('c'), serving.reload('d')])
    expect(opened).toBe(3)
  })
})

describe('a turn of the consultant', () => {
  it('keeps the library it began with while another takes its place', async () => {
    const serving = await openLive()
    const seen = new Set<Library>()
    const consultant = createConsultant({
      get library() {
        return serving.current
      },
      operator: { name: '試験の窓口' },
      logger: silentLogger,
      async retell(context) {
        seen.add(context.dependencies.library)
        await rm(join(place.corpus, 'ip-genmen.md'), { force: true })
        await serving.reload('SIGHUP')
        seen.add(context.dependencies.library)
        return {
          trail: {
            result: 'server',
            model: null,
            calls: 0,
            inputTokens: 0,
            outputTokens: 0,
            cost: null,
            milliseconds: 0,
          },
        }
      },
    })
    const now = Date.parse('2026-11-23T10:00:00+09:00')
    const first = await consultant.turn({ text: '特許料等の減免制度とは', now, state: undefined })
    expect(first.reply.citations.map(({ id }) => id)).toContain('ip-genmen')
    expect(seen.size).toBe(1)
    const second = await consultant.turn({ text: '特許料等の減免制度とは', now, state: undefined })
    expect(second.reply.citations.map(({ id }) => id)).not.toContain('ip-genmen')
  })
})

describe('serve', () => {
  const serve = (embeddingServer?: { model: string; apiKey: string; baseUrl: string }) =>
    serveLibrary({ corpusDirectory: place.corpus, dataDirectory: place.data, logger: log, embeddingServer, ...ports })

  it('has its index built in a worker thread, at the start and when records change', async () => {
    live = await serve()
    expect(messages('warn')).toEqual([])
    await publish('ip-shinsei', '星見区の特許出願助成')
    await live.reload('SIGHUP')
    expect(live.current.search('星見区の特許出願助成')[0]?.recordId).toBe('ip-shinsei')
    expect(log.lines.map(({ message }) => message)).toContain('building the search index')
    expect(messages('warn')).toEqual(['search index rebuilt'])
  })

  it('fetches the vectors of new records by itself, behind the start', async () => {
    const server = await startEmbeddingServer('test-key')
    try {
      const connection = { model: 'stand-in', apiKey: 'test-key', baseUrl: server.baseUrl }
      const { createOpenAiEmbedder } = await import('../../knowledge/embeddings/openai-embedder.ts')
      await openLibrary({
        corpusDirectory: place.corpus,
        dataDirectory: place.data,
        logger: silentLogger,
        embedding: { embedder: createOpenAiEmbedder(connection), fill: 'all' },
      })
      await appendFile(join(place.corpus, 'hoshi-kyodo.md'), '\n測定器の購入も助成します。\n')
      server.calls.length = 0
      const serving = await serve(connection)
      live = serving
      expect(messages('warn')).toContain('passages are without an embedding')
      await eventually(() => messages('info').includes('the library was reloaded'))
      expect(server.calls.flat()).toHaveLength(2)
      const vector = await serving.current.embedQuestion?.('計測')
      expect(vector).toHaveLength(conceptVector('').length)
    } finally {
      await server.close()
    }
  })
})

it('a house that closes does not wait for a build under way, and does not complain of it', async () => {
  const serving = await serveLibrary({
    corpusDirectory: place.corpus,
    dataDirectory: place.data,
    logger: log,
    ...ports,
  })
  await appendFile(join(place.corpus, 'ip-genmen.md'), '\n宇宙船の設計も対象です。\n')
  const reloading = serving.reload('SIGHUP')
  await serving.close()
  await reloading
  expect(messages('error')).toEqual([])
  expect(serving.current.search('特許の減免')[0]?.recordId).toBe('ip-genmen')
})
