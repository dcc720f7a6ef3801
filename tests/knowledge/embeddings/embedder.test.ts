import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createOpenAiEmbedder } from '../../../knowledge/embeddings/openai-embedder.ts'
import { embedderContract } from '../../contracts/embedder.contract.ts'
import { createConceptEmbedder } from '../../support/concept-embedder.ts'
import { type EmbeddingServer, startEmbeddingServer } from '../../support/embedding-server.ts'

let server: EmbeddingServer
beforeAll(async () => {
  server = await startEmbeddingServer('test-key')
})
afterAll(() => server.close())
afterEach(() => {
  server.faults.length = 0
  server.calls.length = 0
  server.knowsBase64 = true
})

const open = (options: { timeoutMs?: number; retries?: 0 | 1 } = {}) =>
  createOpenAiEmbedder({ model: 'stand-in', apiKey: 'test-key', baseUrl: server.baseUrl, ...options })

embedderContract('of the tests', async () => createConceptEmbedder())
embedderContract('OpenAI', async () => open())

describe('the OpenAI embedder', () => {
  it('reads numbers where a server does not know base64', async () => {
    const [asked] = await open().embed(['試験'])
    server.knowsBase64 = false
    const [told] = await open().embed(['試験'])
    expect(told?.[0]).toBeCloseTo(asked?.[0] ?? 0, 5)
  })
  it.each([
    ['one vector too few'],
    ['a null among the numbers'],
    ['a NaN'],
    ['a zero vector'],
    ['one vector shorter'],
    ['the same index twice'],
    ['no JSON'],
  ] as const)('refuses an answer with %s', async (fault) => {
    server.faults.push(fault, fault)
    await expect(open().embed(['一', '二', '三'])).rejects.toMatchObject({ code: 'unavailable' })
  })
  it('refuses vectors of another length than before: the server has changed its model', async () => {
    const embedder = open()
    await embedder.embed(['一'])
    server.vectorOf = () => [1, 2, 3]
    await expect(embedder.embed(['一'])).rejects.toThrow(/length 3 instead of/)
    server.vectorOf = (await import('../../support/concept-embedder.ts')).conceptVector
  })
  it.each([429, 500])('tries once more after HTTP %i, and once only', async (status) => {
    server.faults.push({ status })
    expect(await open().embed(['一'])).toHaveLength(1)
    server.faults.push({ status }, { status })
    await expect(open().embed(['一'])).rejects.toThrow(`HTTP ${status}`)
    expect(server.calls).toHaveLength(4)
  })
  it('does not try again where a person waits', async () => {
    server.faults.push({ status: 500 })
    await expect(open({ retries: 0 }).embed(['一'])).rejects.toThrow('HTTP 500')
    expect(server.calls).toHaveLength(1)
  })
  it('gives up on a server that hangs, and on one that asks for a long wait', async () => {
    server.faults.push('hang', { status: 429, retryAfter: 30 })
    const started = Date.now()
    await expect(open({ timeoutMs: 300, retries: 0 }).embed(['一'])).rejects.toThrow('no answer in time')
    await expect(open({ timeoutMs: 300 }).embed(['一'])).rejects.toThrow('no answer in time')
    expect(Date.now() - started).toBeLessThan(5_000)
  })
  it('does not repeat what the server says: it may quote the text it was sent', async () => {
    server.faults.push({ status: 400 })
    const failure = await open()
      .embed(['秘密の相談'])
      .catch((thrown: Error) => thrown)
    expect(String(failure)).not.toContain('as told')
  })
})
