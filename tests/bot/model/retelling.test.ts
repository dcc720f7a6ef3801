import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Consultant } from '../../../bot/consultant.ts'
import { createSourceMarks } from '../../../bot/model/source-marks.ts'
import type { Library } from '../../../knowledge/library.ts'
import untrue from '../../fixtures/untrue-answers.json' with { type: 'json' }
import { openRealLibrary, talk } from '../../support/consultant.ts'
import { consultantWithModel, modelKey } from '../../support/model-house.ts'
import { type ModelServer, startModelServer } from '../../support/model-server.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-model-'))
let server: ModelServer
let library: Library
let consultant: Consultant
beforeAll(async () => {
  server = await startModelServer(modelKey)
  library = await openRealLibrary(directory)
  consultant = consultantWithModel(library, server, { price: { input: 100, output: 400 } })
  // The first call loads what the later ones have: it may take longer than a test's server may be silent.
  server.answers.push({ json: { complete: false, items: [] } })
  await talk(consultant, [question])
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
/** The mark under which the model sees a record. */
const markOf = (id: string): string => {
  const record = library.records.get(id)
  if (!record) throw new Error(`no record ${id}`)
  return createSourceMarks().markRecord(record)
}
const told = (text: string, ...sources: string[]) => ({ text, sources })
const answer = (...items: { text: string; sources: string[] }[]) => ({ json: { complete: true, items } })
const ofItabashi = (text: string) => told(text, markOf('itabashi-sangakuko'))

describe('a language model', () => {
  it('words the answer; for whom it is, the call’s state, the window and the sources stay the program’s', async () => {
    server.answers.push(answer(ofItabashi('上限150万円、助成率2/3以内です。')))
    const { outcome, reply, trail } = await talk(consultant, [question])
    expect(outcome).toEqual({ outcome: 'answered', reason: 'record' })
    expect(reply.text).toContain('上限150万円、助成率2/3以内です。')
    expect(reply.text.indexOf('板橋区内')).toBeLessThan(reply.text.indexOf('上限150万円'))
    expect(reply.text).toContain('確認できていません')
    expect(reply.text).toContain('公式ページ')
    expect(reply.citations.map(({ id }) => id)).toContain('itabashi-sangakuko')
    expect(trail.model).toMatchObject({ result: 'used', model: 'stand-in-1', calls: 1 })
  })
  it('needs one call: what retrieval found stands in the first, behind a part that never changes', async () => {
    server.answers.push(answer(ofItabashi('上限は150万円です。')), answer(ofItabashi('上限は150万円です。')))
    await talk(consultant, [question])
    await talk(consultant, ['板橋区の産学公連携の助成金の対象者は？'])
    const [one, other] = server.requests
    expect(server.requests).toHaveLength(2)
    expect(one?.messages[0]).toEqual(other?.messages[0])
    expect(one?.messages[1]?.content).toContain('150万円')
    expect(JSON.stringify(one?.messages[0])).not.toContain('150万円')
  })
  it('what it took is kept with the answer: calls, tokens and what they cost', async () => {
    server.answers.push(answer(ofItabashi('上限は150万円です。')))
    const { trail } = await talk(consultant, [question])
    const { inputTokens, outputTokens, cost } = trail.model ?? { inputTokens: 0, outputTokens: 0 }
    expect(inputTokens).toBeGreaterThan(500)
    expect(outputTokens).toBeGreaterThan(10)
    expect(cost).toBeCloseTo((inputTokens * 100 + outputTokens * 400) / 1_000_000)
  })
  it('sees neither personal data nor addresses, and no name of a file', async () => {
    server.answers.push(answer(ofItabashi('上限は150万円です。')))
    await talk(consultant, [`${question} 連絡は 090-1234-5678 taro@example.jp まで`])
    const sent = JSON.stringify(server.requests[0]?.messages)
    expect(server.requests).toHaveLength(1)
    expect(sent).toContain('産学公連携')
    expect(sent).not.toMatch(/1234-5678|taro@|https?:|itabashi-sangakuko/)
  })
  it('is not asked where the program answers alone: greetings, crises, lists, refusals, other languages', async () => {
    const alone = ['こんにちは', '死にたい', '火星で使える助成金は？', '設備を入れたいのですが使える補助金は？']
    for (const words of [...alone, 'What is the cap of the Itabashi industry-academia grant?']) {
      await talk(consultant, [words])
    }
    expect(server.requests).toEqual([])
  })
})

describe('its tools', () => {
  it('find records beside those it was given, and an item may draw on them', async () => {
    let found = told('')
    server.answers.push({ toolCalls: [{ name: 'search', arguments: { query: '交付決定の前に契約した経費' } }] }, () => {
      const [, mark = '', sentence = ''] =
        /記号="(S[A-Z2-9]{4})"[^>]*>\n([^。]*。)/.exec(server.requests.at(-1)?.messages.at(-1)?.content ?? '') ?? []
      found = told(sentence, mark)
      return answer(ofItabashi('上限は150万円です。'), found)
    })
    const { reply, trail } = await talk(consultant, [question])
    expect(server.requests[1]?.messages.at(-1)?.content).not.toMatch(/https?:/)
    expect(found.text).not.toBe('')
    expect(reply.text).toContain(found.text)
    expect(reply.citations.length).toBeGreaterThan(1)
    expect(trail.model).toMatchObject({ result: 'used', calls: 2 })
  })
  it('read one source with those related to it', async () => {
    server.answers.push(
      { toolCalls: [{ name: 'scheme', arguments: { source: markOf('itabashi-sangakuko') } }] },
      answer(ofItabashi('上限は150万円です。')),
    )
    await talk(consultant, [question])
    const given = server.requests[1]?.messages.at(-1)?.content ?? ''
    expect(given.match(/<資料 記号=/g)?.length).toBeGreaterThan(1)
    expect(given).toContain(markOf('itabashi-sangakuko'))
  })
  it('work amounts out of what the user said: the sum may be quoted under the mark of the result, and told no other way', async () => {
    const amount = { name: 'amount', arguments: { source: markOf('itabashi-sangakuko') } }
    const costs = ['板橋区の産学公連携の助成金、経費が90万円かかるといくら？']
    let result = told('')
    const tool = () => {
      const [, mark = '', sentence = ''] =
        /記号="(C[A-Z2-9]{4})">\n([^。]*。)/.exec(server.requests.at(-1)?.messages.at(-1)?.content ?? '') ?? []
      result = told(sentence, mark)
      return result
    }
    server.answers.push({ toolCalls: [amount] }, () => answer(tool()))
    const { reply, trail } = await talk(consultant, costs)
    expect(result.text).toContain('60万円')
    expect(trail.model?.result).toBe('used')
    expect(reply.text).toContain(result.text)

    server.answers.push({ toolCalls: [amount] }, () => answer(told('補助額は60万円です。', ...tool().sources)))
    const other = await talk(consultant, costs)
    expect(other.trail.model?.result).not.toBe('used')
    expect(other.reply.text).not.toContain('補助額は60万円です。')
  })
  it('work nothing out that the user did not say, and change nothing of what is remembered', async () => {
    server.answers.push(
      { toolCalls: [{ name: 'amount', arguments: { source: markOf('itabashi-sangakuko') } }] },
      answer(ofItabashi('上限は150万円です。')),
    )
    const { state } = await talk(consultant, [question])
    expect(server.requests[1]?.messages.at(-1)?.content).toBe('資料からは分かりません。')
    expect(state.cost).toBeUndefined()
  })
  it('judge conditions and the state of a call', async () => {
    const source = markOf('itabashi-sangakuko')
    server.answers.push(
      {
        toolCalls: [
          { name: 'eligibility', arguments: { source } },
          { name: 'call_state', arguments: { source } },
        ],
      },
      answer(ofItabashi('上限は150万円です。')),
    )
    await talk(consultant, [question])
    const results = server.requests[1]?.messages.filter(({ role }) => role === 'tool').map(({ content }) => content)
    expect(results).toHaveLength(2)
    expect(results?.[0]).toMatch(/[○×？]|資料からは分かりません/)
    expect(results?.[1]).toMatch(/受付|確認できていません/)
  })
  it('answer to a mark or a tool that does not exist, and end when it looks things up without end', async () => {
    server.answers.push(
      { toolCalls: [{ name: 'scheme', arguments: { source: 'SXXXX' } }] },
      answer(ofItabashi('上限は150万円です。')),
    )
    expect((await talk(consultant, [question])).trail.model?.result).toBe('used')
    expect(server.requests[1]?.messages.at(-1)?.content).toBe('その記号の資料はありません。')

    server.requests.length = 0
    for (let call = 0; call < 20; call += 1) {
      server.answers.push({ toolCalls: [{ name: 'search', arguments: { query: `助成${call}` } }] })
    }
    const { reply, trail } = await talk(consultant, [question])
    expect(reply.text).toContain('150万円')
    expect(trail.model?.result).toBe('form')
    expect(server.requests.length).toBeLessThanOrEqual(8)
  })
})

describe('a wrong answer', () => {
  it.each(untrue)('with $lie never reaches the user, however often it is told', async ({ text, caught }) => {
    const wrong = answer(ofItabashi('上限は150万円です。'), ofItabashi(text))
    server.answers.push(wrong, wrong)
    const { outcome, reply, trail } = await talk(consultant, [question])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toContain('150万円')
    expect(reply.text).not.toContain(text)
    expect(trail.model?.result).toBe('ledger')
    expect(trail.ledger.dropped.join('\n')).toContain(caught)
  })
  it('is sent back once, its faults named; the second try is told when it is true', async () => {
    server.answers.push(answer(ofItabashi('上限は300万円です。')), answer(ofItabashi('上限は150万円です。')))
    const { reply, trail } = await talk(consultant, [question])
    expect(reply.text).toContain('上限は150万円です。')
    expect(trail.model).toMatchObject({ result: 'repaired', calls: 2 })
    expect(server.requests[1]?.messages.at(-1)?.content).toContain('300万円')
    expect(server.requests[1]?.messages.at(-2)?.role).toBe('assistant')
  })
  it.each([
    ['invents a mark', ['SAAAA']],
    ['names none', []],
    ['names a record instead of its mark', ['itabashi-sangakuko']],
    ['names one of two that does not exist', 'one'],
  ])('that %s is refused', async (_, sources) => {
    const named = sources === 'one' ? [markOf('itabashi-sangakuko'), 'S2'] : (sources as string[])
    const wrong = answer(told('上限は150万円です！', ...named))
    server.answers.push(wrong, wrong)
    const { reply, trail } = await talk(consultant, [question])
    expect(trail.model?.result).toBe('ledger')
    expect(reply.text).toContain('150万円')
    expect(reply.text).not.toContain('です！')
  })
  it.each([
    ['prose', 'こんにちは。上限は300万円です。'],
    ['half of its JSON', '{"complete":true,"items":[{"text":"上限は300万円です。"'],
    ['another shape', '{"answer":"上限は300万円です。"}'],
    ['nothing', ''],
  ])('that is %s instead of the form is asked for once more, then left', async (_, text) => {
    server.answers.push({ text }, answer(ofItabashi('上限は150万円です。')))
    const mended = await talk(consultant, [question])
    expect(mended.trail.model?.result).toBe('repaired')
    server.answers.push({ text }, { text })
    const left = await talk(consultant, [question])
    expect(left.trail.model?.result).toBe('form')
    expect(left.reply.text).toContain('150万円')
    expect(left.reply.text).not.toContain('300万円')
  })
  it('that finds nothing to say leaves the records’ own words', async () => {
    server.answers.push({ json: { complete: false, items: [] } })
    const { reply, trail } = await talk(consultant, [question])
    expect(trail.model?.result).toBe('incomplete')
    expect(reply.text).toContain('150万円')
  })
})
