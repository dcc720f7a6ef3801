import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Consultant, TurnResult } from '../../../bot/consultant.ts'
import { createMemoryTokenLedger } from '../../../bot/model/memory-token-ledger.ts'
import type { ModelOptions } from '../../../bot/model/model-options.ts'
import { createSourceMarks } from '../../../bot/model/source-marks.ts'
import type { Library } from '../../../knowledge/library.ts'
import { checkedDay, openRealLibrary, talk } from '../../support/consultant.ts'
import { eventually } from '../../support/eventually.ts'
import { consultantWithModel, modelKey, shortLimits } from '../../support/model-house.ts'
import { type ModelAnswer, type ModelServer, startModelServer } from '../../support/model-server.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-model-failures-'))
let server: ModelServer
let library: Library
let good: ModelAnswer
beforeAll(async () => {
  server = await startModelServer(modelKey)
  library = await openRealLibrary(directory)
  const record = library.records.get('itabashi-sangakuko')
  if (!record) throw new Error('no record')
  const items = [{ text: `${reworded}。`, sources: [createSourceMarks().markRecord(record)] }]
  good = { json: { complete: true, items } }
})
beforeEach(() => {
  server.answers.length = 0
  server.requests.length = 0
  server.always = undefined
})
afterAll(async () => {
  await server.close()
  rmSync(directory, { recursive: true, force: true })
})

/** True, and not as the records say it. */
const reworded = '上限150万円、助成率2/3以内です'
const question = '板橋区の産学公連携の助成金はいくら？'
const ask = (consultant: Consultant) => talk(consultant, [question])
const withModel = (options: Partial<ModelOptions> = {}) => consultantWithModel(library, server, options)
/** The answer in the records' own words: true, and whole. */
const isTrue = ({ outcome, reply, trail }: TurnResult, result: string) => {
  expect(outcome).toEqual({ outcome: 'answered', reason: 'record' })
  expect(reply.text).toContain('150万円')
  expect(reply.text).not.toContain(reworded)
  expect(reply.citations.map(({ id }) => id)).toContain('itabashi-sangakuko')
  expect(trail.model?.result).toBe(result)
}

describe('a server that', () => {
  it.each<[string, ModelAnswer, string]>([
    ['answers 500', { status: 500 }, 'server'],
    ['answers 503', { status: 503 }, 'server'],
    ['refuses the key', { status: 401 }, 'server'],
    ['does not know the model', { status: 404 }, 'server'],
    ['hangs before its headers', { fault: 'hang' }, 'server'],
    ['sends headers and nothing more', { fault: 'silent' }, 'server'],
    ['stalls in the middle of its answer', { fault: 'stall' }, 'server'],
    ['has its stream cut', { fault: 'cut' }, 'server'],
  ])('%s costs nothing but time: a true answer within the deadline', async (_, answer, result) => {
    server.always = answer
    const consultant = withModel()
    const began = performance.now()
    isTrue(await ask(consultant), result)
    expect(performance.now() - began).toBeLessThan(shortLimits.turn + 500)
  })
  it('sends its answer drop by drop is given up at the deadline of the turn', async () => {
    server.always = { fault: 'drip' }
    const consultant = withModel({ limits: { ...shortLimits, turn: 1_500 } })
    const began = performance.now()
    isTrue(await ask(consultant), 'deadline')
    expect(performance.now() - began).toBeLessThan(2_500)
  })
  it.each<[string, ModelAnswer]>([
    ['fails once', { status: 500 }],
    ['is overloaded for a moment', { status: 429, retryAfter: 1 }],
    ['hangs once', { fault: 'hang' }],
    ['breaks off once', { fault: 'cut' }],
  ])('%s is asked once more, and no more', async (_, answer) => {
    server.answers.push(answer, good)
    const { reply, trail } = await ask(withModel())
    expect(reply.text).toContain(reworded)
    expect(trail.model).toMatchObject({ result: 'used', calls: 2 })
    expect(server.requests).toHaveLength(2)
  })
  it('asks for less than is left of the turn is waited for as long as it asked', async () => {
    server.answers.push({ status: 429, retryAfter: 1 }, good)
    const began = performance.now()
    await ask(withModel())
    expect(performance.now() - began).toBeGreaterThanOrEqual(1_000)
  })
  it('asks for more is left alone as long: the next question does not reach it', async () => {
    server.answers.push({ status: 429, retryAfter: 30 })
    server.always = good
    const consultant = withModel()
    const began = performance.now()
    isTrue(await ask(consultant), 'server')
    expect(performance.now() - began).toBeLessThan(1_000)
    isTrue(await ask(consultant), 'resting')
    expect(server.requests).toHaveLength(1)
  })
  it('is not asked again with a key that it refused', async () => {
    server.always = { status: 401 }
    await ask(withModel())
    expect(server.requests.length).toBeLessThanOrEqual(1)
  })
  it('keeps failing is left alone, then tried with one question, then used again', async () => {
    server.always = { status: 500 }
    const consultant = withModel({ limits: { ...shortLimits, rest: 300 } })
    for (let turn = 0; turn < 3; turn += 1) isTrue(await ask(consultant), 'server')
    const asked = server.requests.length
    isTrue(await ask(consultant), 'resting')
    expect(server.requests).toHaveLength(asked)
    server.always = good
    await eventually(async () => (await ask(consultant)).trail.model?.result === 'used')
  })
  it('is given up has its connection closed', async () => {
    for (const fault of ['hang', 'silent', 'stall'] as const) {
      const before = server.abandoned
      server.always = { fault }
      await ask(withModel({ limits: { ...shortLimits, turn: 600 } }))
      await eventually(() => server.abandoned > before)
    }
  })
})

describe('a question', () => {
  it('whose asker is gone leaves the server at once', async () => {
    server.always = { fault: 'stall' }
    const gone = new AbortController()
    const before = server.abandoned
    const consultant = withModel({ limits: { ...shortLimits, turn: 60_000, silence: 60_000 } })
    const turn = consultant.turn({ text: question, now: checkedDay, state: undefined, signal: gone.signal })
    await eventually(() => server.requests.length === 1)
    gone.abort()
    isTrue(await turn, 'gone')
    await eventually(() => server.abandoned > before)
  })
  it('is answered in the records’ words while as many as may be are with the model', async () => {
    server.always = { fault: 'hang' }
    const consultant = withModel({ limits: { ...shortLimits, atOnce: 2 } })
    const results = await Promise.all([ask(consultant), ask(consultant), ask(consultant), ask(consultant)])
    expect(results.filter(({ trail }) => trail.model?.result === 'busy')).toHaveLength(2)
  })
  it('is answered in the records’ words once the tokens of the day are used up, until the next day', async () => {
    server.always = good
    let now = Date.parse('2026-11-23T23:59:00+09:00')
    const clock = { now: () => now }
    const tokens = createMemoryTokenLedger()
    const consultant = withModel({ clock, tokens, dailyTokens: 100 })
    expect((await ask(consultant)).trail.model?.result).toBe('used')
    expect(await tokens.usedOn('2026-11-23')).toBeGreaterThan(100)
    isTrue(await ask(consultant), 'budget')
    expect(server.requests).toHaveLength(1)
    now += 120_000
    expect((await ask(consultant)).trail.model?.result).toBe('used')
  })
  it('that failed is counted too: what it cost is not known to be nothing', async () => {
    server.always = { fault: 'cut' }
    const tokens = createMemoryTokenLedger()
    await ask(withModel({ tokens, clock: { now: () => checkedDay } }))
    expect(await tokens.usedOn('2026-11-23')).toBeGreaterThan(100)
  })
})
