import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { createConsultant } from '../../bot/create-consultant.ts'
import { createGenerator } from '../../bot/generate/create-generator.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openRealLibrary, talk } from '../support/consultant.ts'
import { type ModelServer, startModelServer } from '../support/model-server.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-model-'))
let server: ModelServer
let consultant: Consultant
beforeAll(async () => {
  server = await startModelServer('test-key')
  const library = await openRealLibrary(directory)
  const generate = createGenerator({
    model: 'stand-in',
    apiKey: 'test-key',
    baseUrl: server.baseUrl,
    logger: silentLogger,
    timeoutMs: 1_500,
  })
  consultant = createConsultant({ library, operator: { name: '試験の窓口' }, logger: silentLogger, generate })
})
beforeEach(() => {
  server.answers.length = 0
  server.requests.length = 0
})
afterAll(async () => {
  await server.close()
  rmSync(directory, { recursive: true, force: true })
})

const question = '板橋区の産学公連携の助成金はいくら？'

describe('a language model', () => {
  it('words the answer; the program adds the call’s state and the sources', async () => {
    server.answers.push({
      json: {
        complete: true,
        items: [{ text: '板橋区内の製造業の方は、上限150万円、2/3以内で助成を受けられる制度です。', sources: ['S1'] }],
      },
    })
    const { outcome, reply } = await talk(consultant, [question])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('板橋区内の製造業の方は、上限150万円')
    expect(reply.text).toContain('確認できていません')
    expect(reply.citations.map(({ id }) => id)).toContain('itabashi-sangakuko')
  })
  it('never gets an invented figure to the user', async () => {
    server.answers.push({
      json: {
        complete: true,
        items: [
          { text: '上限は150万円です。', sources: ['S1'] },
          { text: '特例では最大300万円まで受け取れます。', sources: ['S1'] },
        ],
      },
    })
    const { reply, trail } = await talk(consultant, [question])
    expect(reply.text).toContain('150万円')
    expect(reply.text).not.toContain('300万円')
    expect(trail.ledger.dropped).toContain('300万円')
  })
  it('may not write sources, addresses or that a call is open', async () => {
    server.answers.push({
      json: {
        complete: true,
        items: [
          { text: '現在募集中です。', sources: ['S1'] },
          { text: 'https://example.com をご覧ください。', sources: ['S1'] },
          { text: '上限は150万円です。', sources: ['S9'] },
          { text: '助成率は2/3以内です。', sources: ['S1'] },
        ],
      },
    })
    const { reply } = await talk(consultant, [question])
    expect(reply.text).not.toMatch(/募集中|example\.com/)
    expect(reply.text).toContain('2/3以内')
  })
  it.each([
    ['fails', { status: 500 }],
    ['is too slow', { delayMs: 3_000 }],
    ['does not keep to the form', { text: 'こんにちは' }],
    ['finds nothing to say', { json: { complete: false, items: [] } }],
  ])('that %s leaves the extractive answer', async (_, answer) => {
    server.answers.push(answer)
    const { outcome, reply } = await talk(consultant, [question])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('150万円')
  })
  it('sees neither personal data nor addresses', async () => {
    server.answers.push({ json: { complete: false, items: [] } })
    await talk(consultant, [`${question} 連絡は 090-1234-5678 taro@example.jp まで`])
    const sent = JSON.stringify(server.requests[0]?.messages)
    expect(server.requests).toHaveLength(1)
    expect(sent).toContain('産学公連携')
    expect(sent).not.toMatch(/1234-5678|taro@|https?:\/\//)
  })
  it('is not asked where the program answers alone', async () => {
    await talk(consultant, ['こんにちは', '死にたい', '火星で使える助成金は？'])
    expect(server.requests).toEqual([])
  })
})
