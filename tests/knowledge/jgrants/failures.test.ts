import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JgrantsReading, ReadJgrantsOptions } from '../../../knowledge/ingest/jgrants/read-jgrants.ts'
import { type JgrantsFault, type JgrantsPlatform, startJgrantsPlatform } from '../../support/jgrants-platform.ts'
import { jgrantsDay, readPlatform } from '../../support/jgrants-reading.ts'

let platform: JgrantsPlatform
beforeEach(async () => {
  platform = await startJgrantsPlatform(jgrantsDay)
})
afterEach(() => platform.close())

const read = (changes: Partial<ReadJgrantsOptions> = {}) =>
  readPlatform(platform, { keywords: ['海外展開', '省エネ'], ...changes })
const told = ({ faults }: JgrantsReading) => faults.map(({ where, message }) => `${where}: ${message}`).join('\n')
const listOf = (keyword: string) => `keyword=${encodeURIComponent(keyword)}`
const overseas = 'a0WJ200000CDe5zMAD'

const broken: [name: string, fault: JgrantsFault, words: string][] = [
  ['a 401', { kind: 'status', status: 401 }, '認証を求められました（401）'],
  ['a 404', { kind: 'status', status: 404 }, '見つかりません（404）'],
  ['a 405', { kind: 'status', status: 405 }, '呼び方を断られました（405）'],
  ['a 501 without a body', { kind: 'status', status: 501 }, 'エラーが返りました（501）'],
  ['the error shape', { kind: 'internal' }, 'エラーが返りました（500、E-ML-9999）'],
  ['broken JSON', { kind: 'broken' }, '応答が JSON として読めません'],
  ['a page instead of JSON', { kind: 'text', text: '<html>メンテナンス中です</html>' }, '応答が JSON として読めません'],
  ['another shape', { kind: 'text', text: '{"result":null}' }, '応答の形が違います'],
  ['an answer that does not come in time', { kind: 'slow', ms: 3_000 }, '通信できませんでした'],
  ['a connection that breaks', { kind: 'cut' }, '通信できませんでした'],
]

describe('a list that fails', () => {
  it.each(broken)('%s: the other keywords are read, and nothing counts as gone', async (_, fault, words) => {
    platform.fail('海外展開', fault)
    const reading = await read({ acceptance: '0' })
    expect(reading.drafts.map(({ record }) => record.name)).toEqual([
      '省エネ設備導入支援事業（関東・甲信越地方）',
      '省エネ設備導入支援事業（近畿地方）',
    ])
    expect(told(reading)).toContain(`Jグランツの一覧（キーワード「海外展開」）: ${words}`)
    expect(reading.complete).toBe(false)
  })

  it('stops at 429, and asks nothing more', async () => {
    platform.fail('海外展開', { kind: 'status', status: 429 })
    const reading = await read()
    expect(reading).toMatchObject({ drafts: [], complete: false })
    expect(told(reading)).toContain('回数の制限（429）')
    expect(platform.requests).toHaveLength(1)
  })

  it('asks for what is open now where the whole list is refused, and says so once', async () => {
    platform.refuseWholeList = true
    const reading = await read({ keywords: ['補助金', '海外展開'], acceptance: '0' })
    expect(reading.drafts.length).toBeGreaterThan(0)
    expect(told(reading).match(/acceptance=1/g)).toHaveLength(1)
    expect(reading.complete).toBe(false)
    expect(platform.requests.filter((path) => path.includes('acceptance=0'))).toHaveLength(1)
  })

  it('tells that fewer rows came than were counted, and a row without a usable number', async () => {
    const rows = { metadata: { resultset: { count: 3 } }, result: [{ id: '../../etc', title: '事業' }, 'x'] }
    platform.fail('海外展開', { kind: 'text', text: JSON.stringify(rows) })
    const reading = await read()
    expect(told(reading)).toMatch(
      /3件あると伝えられましたが、届いたのは2件です[\s\S]*1件目を読めません[\s\S]*2件目を読めません/,
    )
    expect(reading.complete).toBe(false)
    expect(platform.requests.some((path) => path.includes('etc'))).toBe(false)
  })

  it('finds nothing for a word that nothing holds, without a fault', async () => {
    expect(await read({ keywords: ['火星移住'] })).toEqual({ drafts: [], faults: [], complete: true })
  })
})

describe('a detail that fails', () => {
  it.each(broken)('%s of version 2: version 1 is read', async (_, fault, words) => {
    platform.fail(`/v2/public/subsidies/id/${overseas}`, fault)
    const reading = await read({ keywords: ['海外展開'] })
    expect(reading.drafts[0]?.record).toMatchObject({ confidence: 'medium-high', areas: ['和歌山県'] })
    expect(reading.drafts[0]?.body).toContain('販路開拓')
    expect(told(reading)).toContain(`前の版（v1）を読みました: ${words}`)
    expect(reading.complete).toBe(true)
  })

  it('of both versions: the list alone tells the call, less surely', async () => {
    platform.fail(`id/${overseas}`, { kind: 'broken' })
    const reading = await read({ keywords: ['海外展開'] })
    const { record, body } = reading.drafts[0] ?? { record: undefined, body: undefined }
    expect(record).toMatchObject({
      confidence: 'medium',
      effective: { until: '2026-08-24T17:00+09:00' },
      amount: { caps: [{ yen: 3_000_000 }] },
      unverified: [
        { facet: 'rate' },
        { note: expect.stringContaining('一覧の内容だけ') },
        { note: expect.stringContaining('題名') },
      ],
    })
    expect(body).toBe('')
    expect(told(reading)).toContain('一覧の内容だけを使いました')
    expect(reading.complete).toBe(true)
  })

  it('with 429: what was read stays, the rest is left for another time', async () => {
    platform.fail(`/v2/public/subsidies/id/${overseas}`, { kind: 'status', status: 429 })
    const reading = await read({ keywords: ['省エネ', '海外展開'], acceptance: '0' })
    expect(reading.drafts.map(({ record }) => record.name).join()).not.toContain('海外展開')
    expect(reading.drafts).toHaveLength(2)
    expect(reading.complete).toBe(false)
    expect(platform.requests.some((path) => path.includes(`/v1/public/subsidies/id/${overseas}`))).toBe(false)
  })

  it('of a subsidy of several areas: the records of its parts do not count as gone', async () => {
    platform.fail('/v2/', { kind: 'internal' })
    const { drafts, complete } = await read({ keywords: ['省エネ'], acceptance: '0' })
    expect(drafts.map(({ record }) => record.name)).toEqual(['省エネ設備導入支援事業'])
    expect(complete).toBe(false)
  })

  it('with the content of another subsidy: it is not believed', async () => {
    const other = { result: [{ id: overseas.toLowerCase(), title: '別の補助金', subsidy_max_limit: 1 }] }
    platform.fail('/v2/', { kind: 'text', text: JSON.stringify(other) })
    const reading = await read({ keywords: ['海外展開'] })
    expect(reading.drafts[0]?.record.name).toContain('わかやま')
    expect(told(reading)).toContain('別の番号の内容が返りました')
  })
})

describe('the person who runs it', () => {
  it.each([
    [['金'], '2文字以上'],
    [['あ'.repeat(256)], '255文字以下'],
    [['研究 開発'], '空白'],
    [['研究　開発'], '空白'],
    [[], '一つ以上'],
  ])('is told of keywords %j that the API would not take', async (keywords, words) => {
    await expect(read({ keywords })).rejects.toMatchObject({
      code: 'misuse',
      publicText: expect.stringContaining(words),
    })
    expect(platform.requests).toEqual([])
  })

  it('may stop it at any time', async () => {
    const stop = new AbortController()
    platform.fail('/v2/', { kind: 'slow', ms: 3_000 })
    const reading = read({ signal: stop.signal, progress: () => stop.abort() })
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  })
})

it('the stand-in is strict: missing, wrong and unknown parameters are refused, one letter finds nothing', async () => {
  const status = async (query: string) =>
    (await platform.get(`${platform.url}/v1/public/subsidies?${query}`, new AbortController().signal)).status
  const sound = `${listOf('補助')}&sort=created_date&order=ASC&acceptance=0`
  expect(await status(sound)).toBe(200)
  for (const name of ['keyword', 'sort', 'order', 'acceptance']) {
    expect(await status(sound.replace(new RegExp(`(^|&)${name}=[^&]*`), ''))).toBe(400)
  }
  expect(await status(`${sound}&limit=100`)).toBe(400)
  expect(await status(sound.replace('order=ASC', 'order=asc'))).toBe(400)
  const one = await platform.get(
    `${platform.url}/v1/public/subsidies?${listOf('補')}&sort=created_date&order=ASC&acceptance=0`,
    new AbortController().signal,
  )
  expect(JSON.parse(one.text)).toMatchObject({ metadata: { resultset: { count: 0 } }, result: [] })
})
