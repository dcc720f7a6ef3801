import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createOpenAiEmbedder } from '../../../knowledge/embeddings/openai-embedder.ts'
import { createQuestionEmbedder } from '../../../knowledge/embeddings/question-embedder.ts'
import { conceptDimensions } from '../../support/concept-embedder.ts'
import { type EmbeddingServer, startEmbeddingServer } from '../../support/embedding-server.ts'
import { type KeptLog, keptLog } from '../corpus-copy.ts'

let server: EmbeddingServer
let log: KeptLog
let embed: (question: string, signal?: AbortSignal) => Promise<number[] | undefined>
beforeAll(async () => {
  server = await startEmbeddingServer('test-key')
})
afterAll(() => server.close())
afterEach(() => vi.useRealTimers())
beforeEach(() => {
  server.calls.length = 0
  server.faults.length = 0
  log = keptLog()
  vi.useFakeTimers({ toFake: ['Date'] })
  embed = createQuestionEmbedder({
    embedder: createOpenAiEmbedder({ model: 'stand-in', apiKey: 'test-key', baseUrl: server.baseUrl, retries: 0 }),
    dimensions: conceptDimensions,
    logger: log,
    deadlineMs: 1_000,
  })
})

it('a question gets its vector', async () => {
  expect(await embed('特許の減免')).toHaveLength(conceptDimensions)
  expect(await embed(' ')).toBeUndefined()
})

it('a server that hangs holds nobody up longer than the deadline', async () => {
  server.faults.push('hang')
  const started = performance.now()
  expect(await embed('特許の減免')).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(5_000)
})

it('after three failures the server is left alone, tried once after a while, and used again when it answers', async () => {
  server.faults.push({ status: 500 }, { status: 429 }, 'a null among the numbers', { status: 500 })
  for (let question = 0; question < 6; question += 1) expect(await embed('特許の減免')).toBeUndefined()
  expect(server.calls).toHaveLength(3)
  vi.setSystemTime(Date.now() + 31_000)
  expect(await Promise.all([embed('特許の減免'), embed('特許の減免')])).toEqual([undefined, undefined])
  expect(server.calls).toHaveLength(4)
  vi.setSystemTime(Date.now() + 31_000)
  expect(await embed('特許の減免')).toHaveLength(conceptDimensions)
  expect(await embed('特許の減免')).toHaveLength(conceptDimensions)
  expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'info'])
  expect(JSON.stringify(log.lines)).not.toContain('減免')
})

it('a turn that was ended early is not held against the server', async () => {
  for (let turn = 0; turn < 5; turn += 1) await embed('特許の減免', AbortSignal.abort())
  expect(log.lines).toEqual([])
  expect(await embed('特許の減免')).toHaveLength(conceptDimensions)
})
