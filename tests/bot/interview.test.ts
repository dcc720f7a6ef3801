import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Consultant, TurnResult } from '../../bot/consultant.ts'
import { skipWords } from '../../bot/interview/next-question.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { checkedDay, consultantOver, openRealLibrary, talk } from '../support/consultant.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-interview-'))
let consultant: Consultant
beforeAll(async () => {
  consultant = consultantOver(await openRealLibrary(directory))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** What the bot asks of a company, by the words of its question. */
const asks = /業種を教えて|従業員の人数を教えて|創業からの年数を教えて|大学や研究機関と一緒に|個人事業か法人か/g
const asked = ({ reply }: TurnResult): string[] => reply.text.match(asks) ?? []
/** The lines of a list, each with what stands under it. */
const listed = ({ reply }: TurnResult): string[] => reply.text.match(/^\d\. .*(?:\n　.*)*/gm) ?? []
const entry = (result: TurnResult, name: string): string => listed(result).find((line) => line.includes(name)) ?? ''

async function turns(texts: readonly string[]): Promise<TurnResult[]> {
  const results: TurnResult[] = []
  let state: JsonObject | undefined
  for (const text of texts) {
    const result = await consultant.turn({ text, now: checkedDay, state })
    state = result.state
    results.push(result)
  }
  return results
}

describe('a list of schemes', () => {
  it('comes with one question, answered by a tap or left out', async () => {
    const result = await talk(consultant, ['板橋区で設備を入れたい'])
    expect(listed(result).length).toBeGreaterThan(1)
    expect(asked(result)).toHaveLength(1)
    expect(result.reply.suggestions).toContain('製造業です')
    expect(result.reply.suggestions).toContain(skipWords)
    expect(result.reply.text).not.toContain('条件：')
  })
  it('tells the conditions that are met, once something of the company is told', async () => {
    const result = await talk(consultant, ['板橋区で設備を入れたい', '製造業です'])
    expect(entry(result, '製造業設備投資助成金')).toContain('製造業 ○')
    const later = await talk(consultant, ['板橋区で設備を入れたい', '製造業です', '従業員10人'])
    expect(entry(later, 'ものづくり企業地域共生推進助成金')).toContain('中小企業者 ○')
  })
  it('leaves out what the company surely does not meet', async () => {
    const shop = await talk(consultant, ['板橋区で設備を入れたい', '小売業です'])
    expect(entry(shop, '製造業設備投資助成金')).toBe('')
    expect(listed(shop).length).toBeGreaterThan(0)
    const large = await talk(consultant, ['千代田区で販路を広げたい', '従業員50人です'])
    expect(entry(large, '持続化補助金')).toBe('')
    const small = await talk(consultant, ['千代田区で販路を広げたい', '従業員5人以下'])
    expect(entry(small, '持続化補助金')).toContain('小規模事業者 ○')
  })
  it('counts what the first message told', async () => {
    const result = await talk(consultant, ['江戸川区の製造業、社員25人です。機械を入れたい'])
    expect(listed(result).length).toBeGreaterThan(1)
    expect(entry(result, '成長加速化補助金')).toContain('中小企業者 ○')
    expect(result.reply.text).not.toMatch(/業種を教えて|従業員の人数を教えて/)
  })
  it('takes a fact that was told unasked, and the ward that it asked for', async () => {
    const result = await talk(consultant, ['設備を入れたい', '板橋区の製造業です'])
    expect(entry(result, '製造業設備投資助成金')).toContain('製造業 ○')
    const next = await talk(consultant, ['設備を入れたい', '小売業です'])
    expect(entry(next, '製造業設備投資助成金')).toBe('')
    expect(listed(next).length).toBeGreaterThan(1)
  })
  it('does not take the number of an item for a number of employees', async () => {
    const results = await turns(['千代田区で販路を広げたい', '2'])
    expect(results[0] && asked(results[0])).toEqual(['従業員の人数を教えて'])
    expect(results[0] && listed(results[0])[1]).toContain('TOKYO戦略的イノベーション')
    expect(results[1]?.reply.citations[0]?.id).toBe('tokyo-senryaku-r7')
    expect(results[1]?.state.company).toEqual({})
  })
})

describe('a question of the interview', () => {
  it('may be left unanswered: another follows or none, and the list stays', async () => {
    const results = await turns(['板橋区で設備を入れたい', ...Array.from({ length: 7 }, () => skipWords)])
    for (const result of results) {
      expect(result.outcome).toEqual({ outcome: 'answered', reason: 'list' })
      expect(asked(result).length).toBeLessThanOrEqual(1)
      expect(listed(result)).toHaveLength(5)
    }
    const all = results.flatMap(asked)
    expect(all.length).toBeGreaterThan(1)
    expect(all.length).toBeLessThanOrEqual(5)
    expect(new Set(all).size).toBe(all.length)
  })
  it('is asked at most five times, none twice, whatever is wanted', async () => {
    const wishes = [
      '板橋区で設備を入れたい',
      '製品を開発したい',
      '販路を広げたい',
      '創業したい',
      '大学と研究したい',
      '特許を取りたい',
    ]
    const all = (await turns(wishes.flatMap((wish) => [wish, skipWords]))).flatMap(asked)
    expect(all.length).toBeLessThanOrEqual(5)
    expect(new Set(all).size).toBe(all.length)
  })
  it('is not asked about what was told', async () => {
    const { reply } = await talk(consultant, ['板橋区の製造業、従業員10人、創業5年以上です。設備を入れたい'])
    expect(reply.text.match(asks)).toBeNull()
  })
  it('left on an old message asks for the company afresh', async () => {
    const { outcome } = await talk(consultant, [skipWords])
    expect(outcome.outcome).toBe('clarification')
  })
})

describe('what comes between', () => {
  it('a scheme by name is answered, and the interview goes on', async () => {
    const results = await turns(['板橋区で設備を入れたい', '持続化補助金の上限は', '製造業です'])
    expect(results[1]?.reply.citations[0]?.id).toBe('jizokuka-20')
    expect(results[2] && entry(results[2], '製造業設備投資助成金')).toContain('製造業 ○')
  })
  it('an item of the list is told, and leaving out the question leads back to the list', async () => {
    const result = await talk(consultant, ['板橋区で設備を入れたい', '1番', skipWords])
    expect(listed(result)).toHaveLength(5)
  })
  it('a change of mind starts anew with what is known of the company', async () => {
    for (const before of [[], ['製造業です'], ['製造業です', '持続化補助金の上限は']]) {
      const result = await talk(consultant, ['板橋区で設備を入れたい', ...before, 'やっぱり創業したい'])
      expect(entry(result, '創業助成金')).toContain('創業前か創業5年未満 ○')
      expect(entry(result, '製造業設備投資助成金')).toBe('')
    }
  })
  it('another ward starts anew', async () => {
    const result = await talk(consultant, ['板橋区で設備を入れたい', '製造業です', '足立区の製造業です'])
    expect(entry(result, '板橋区')).toBe('')
    expect(entry(result, '足立区')).not.toBe('')
  })
  it('a question about a rule is no answer', async () => {
    const result = await talk(consultant, ['千代田区で販路を広げたい', '5人以下は200万円って本当？'])
    expect(result.state.company).toEqual({})
  })
})

describe('what is known of the company', () => {
  const told = ['板橋区で設備を入れたい', '製造業です', '従業員10人']
  it('is shown', async () => {
    const { reply } = await talk(consultant, [...told, '会社の情報を見せて'])
    expect(reply.text).toContain('所在地：板橋区')
    expect(reply.text).toContain('業種：製造業')
    expect(reply.text).toContain('従業員：10人')
  })
  it('is deleted, and the interview starts from nothing', async () => {
    const deleted = [...told, '会社の情報を消して']
    const { reply } = await talk(consultant, [...deleted, '会社の情報を見せて'])
    expect(reply.text).not.toMatch(/製造業|10人|板橋区/)
    const afresh = await talk(consultant, [...deleted, '板橋区で設備を入れたい'])
    expect(afresh.reply.text).not.toContain('条件：')
    expect(asked(afresh)).toHaveLength(1)
  })
})
