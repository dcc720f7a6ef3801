import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAccessTokens } from '../../adapters/line/access-token.ts'
import { openLineAccount } from '../../adapters/line/line-account.ts'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { eventually } from '../support/eventually.ts'
import { echoOf, lineSecret, lineToken, startLineHouse } from '../support/line-house.ts'

const channelId = '1650000000'
let line: LinePlatform

beforeEach(async () => {
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken, channelId })
})
afterEach(() => line.close())

const open = () =>
  createAccessTokens({
    credentials: { channelId, channelSecret: lineSecret },
    apiBaseUrl: line.url,
    clock: { now: line.now },
    logger: silentLogger,
  })

test('one token for many calls, renewed ahead of its end by one request', async () => {
  const tokens = open()
  const first = await Promise.all(Array.from({ length: 20 }, () => tokens.current()))
  expect(new Set(first).size).toBe(1)
  expect(line.statelessTokens.count()).toBe(1)
  line.advance(11 * 60_000)
  // The old one is good for four minutes more: nobody waits for the new one.
  expect(await tokens.current()).toBe(first[0])
  await eventually(() => line.statelessTokens.count() === 2)
  await eventually(async () => (await tokens.current()) !== first[0])
  expect(line.statelessTokens.count()).toBe(2)
})

test('a token that LINE no longer takes is replaced, and the answer is not lost', async () => {
  const house = await startLineHouse({
    databaseUrl: 'sqlite::memory:',
    apiBaseUrl: line.url,
    clock: { now: line.now },
    channelId,
  })
  const aiko = lineUser(1)
  await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, '一つ目')])
  await line.waitForSends(1)
  line.statelessTokens.end(line.statelessTokens.newest() ?? '')
  await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, '二つ目')])
  await line.waitForSends(2)
  expect(line.textsTo(aiko)).toEqual([echoOf('一つ目'), echoOf('二つ目')])
  expect(line.sends.every(({ endpoint }) => endpoint === 'reply')).toBe(true)
  await house.stop()
})

test('the calls about menus and settings replace such a token too', async () => {
  const accessTokens = open()
  const account = openLineAccount({ accessTokens, apiBaseUrl: line.url, dataApiBaseUrl: line.url })
  await account.menus()
  line.statelessTokens.end(line.statelessTokens.newest() ?? '')
  expect(await account.menus()).toEqual([])
})
