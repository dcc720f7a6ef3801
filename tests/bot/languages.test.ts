import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { spansOf } from '../../bot/ledger/spans.ts'
import { verifyItem } from '../../bot/ledger/verify.ts'
import { foreignLanguage } from '../../bot/understand/language.ts'
import { consultantOver, openRealLibrary, talk } from '../support/consultant.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-languages-'))
let consultant: Consultant
beforeAll(async () => {
  consultant = consultantOver(await openRealLibrary(directory))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('the language of a message', () => {
  it.each([
    ['is there any grant for our factory?', 'en'],
    ['请问有没有补贴', 'zh'],
    ['이타바시구 보조금 있나요?', 'ko'],
    ['công ty tôi có được hỗ trợ không', 'vi'],
  ])('%s', (text, language) => expect(foreignLanguage(text)).toBe(language))

  it.each([
    '墨田区 依頼試験 補助',
    'gビズid',
    'go-tech',
    '特許出願費用',
    'dtsu 締切',
    'ai 研修',
    '公募要領',
    'iotの補助金',
  ])('%s is Japanese', (text) => expect(foreignLanguage(text)).toBeUndefined())
})

describe('an answer in another language', () => {
  it('tells cap, rate and state in English, and the rest in Japanese', async () => {
    const { outcome, reply } = await talk(consultant, ['How much does Sumida ward pay for testing at a public lab?'])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toMatch(/up to 100,000 yen; subsidy rate 1\/2; closed, deadline was 2026-03-31/)
    expect(reply.text).toContain('details below are in Japanese')
    expect(reply.text).toContain('墨田区')
  })
  it('tells how long a system takes in Vietnamese and Chinese', async () => {
    const vietnamese = await talk(consultant, ['Đăng ký GbizID mất bao lâu?'])
    expect(vietnamese.reply.text).toMatch(/1 tuần, 1 tháng/)
    const chinese = await talk(consultant, ['请问申请gBizID需要多久'])
    expect(chinese.reply.text).toMatch(/当天.*1周/)
  })
  it('tells cap and state in Korean', async () => {
    const { outcome, reply } = await talk(consultant, ['스미다구 시험 보조금 상한은 얼마예요?'])
    expect(outcome.outcome).toBe('answered')
    expect(reply.text).toMatch(/상한 100,000엔; 보조율 1\/2; 접수 종료, 마감일은 2026-03-31/)
  })
  it('offers staff where nothing is known', async () => {
    const { outcome, reply } = await talk(consultant, ['Where can I buy good shoes?'])
    expect(outcome.outcome).not.toBe('answered')
    expect(reply.text).toMatch(/staff|cannot help|ward/)
  })
  it('passes a wish for a person on', async () => {
    const { outcome } = await talk(consultant, ['Can I talk to a person please'])
    expect(outcome.outcome).toBe('handoff')
  })
})

describe('figures in other languages', () => {
  it('stand in a record or are dropped', () => {
    const evidence = { spans: spansOf('上限は10万円、期間は1か月です。') }
    expect(verifyItem('up to 100,000 yen', evidence).supported).toBe(true)
    expect(verifyItem('up to 200,000 yen', evidence).supported).toBe(false)
    expect(verifyItem('tối đa 200,000 yên', evidence).supported).toBe(false)
    expect(verifyItem('상한 200,000엔', evidence).supported).toBe(false)
    expect(verifyItem('上限20万日元', evidence).supported).toBe(false)
    expect(verifyItem('2 months', evidence).supported).toBe(false)
  })
})
