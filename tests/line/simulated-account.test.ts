import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { readLineDescription } from '../support/line-description.ts'
import { lineSecret, lineToken } from '../support/line-house.ts'

const { faultsOf } = readLineDescription('messaging-api')
const webhooks = readLineDescription('webhook')
const aiko = lineUser(1)
let line: LinePlatform

beforeEach(async () => {
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
})
afterEach(() => line.close())

async function call(method: string, path: string, body?: object | Buffer, type = 'application/json') {
  const response = await fetch(`${line.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${lineToken}`, ...(body && { 'content-type': type }) },
    ...(body && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    signal: AbortSignal.timeout(5_000),
  })
  const answer = (await response.json()) as Record<string, unknown>
  return { status: response.status, answer }
}

const picture = (width: number, height: number) => createCanvas(width, height).toBuffer('image/png')
const menu = {
  size: { width: 800, height: 270 },
  selected: false,
  name: 'メニュー',
  chatBarText: 'メニュー',
  areas: [
    { bounds: { x: 0, y: 0, width: 800, height: 270 }, action: { type: 'message', label: '質問', text: '質問' } },
  ],
}

async function createMenu(): Promise<string> {
  const { answer } = await call('POST', '/v2/bot/richmenu', menu)
  expect(faultsOf('RichMenuIdResponse', answer)).toEqual([])
  return String(answer.richMenuId)
}

test('the events it sends and the answers it gives are as LINE describes them', async () => {
  const { webhook } = line
  const events = [
    webhook.text(aiko, '質問'),
    webhook.sticker(aiko),
    webhook.image(aiko),
    webhook.postback(aiko, 'x'),
    webhook.follow(aiko),
    webhook.unfollow(aiko),
  ]
  expect(webhooks.faultsOf('CallbackRequest', { destination: line.account.userId, events })).toEqual([])
  const answers = await Promise.all([
    call('GET', '/v2/bot/info').then(({ answer }) => faultsOf('BotInfoResponse', answer)),
    call('GET', '/v2/bot/message/quota').then(({ answer }) => faultsOf('MessageQuotaResponse', answer)),
    call('GET', '/v2/bot/message/quota/consumption').then(({ answer }) => faultsOf('QuotaConsumptionResponse', answer)),
    call('GET', `/v2/bot/profile/${aiko}`).then(({ answer }) => faultsOf('UserProfileResponse', answer)),
    call('GET', '/v2/bot/richmenu/list').then(({ answer }) => faultsOf('RichMenuListResponse', answer)),
  ])
  expect(answers.flat()).toEqual([])
})

test('a push is refused with 429 once the month is used up; a reply is not, and who blocked is not counted', async () => {
  line.quota.limit = 1
  const push = (to: string) => call('POST', '/v2/bot/message/push', { to, messages: [{ type: 'text', text: 'x' }] })
  line.block(lineUser(2))
  expect(await push(lineUser(2))).toMatchObject({ status: 200 })
  expect(await push(aiko)).toMatchObject({ status: 200 })
  expect(await push(aiko)).toMatchObject({ status: 429, answer: { message: 'You have reached your monthly limit.' } })
  const event = line.webhook.text(aiko, '質問')
  await line.webhook.post(`${line.url}/`, [event]).catch(() => undefined)
  const messages = [{ type: 'text', text: '返事' }]
  expect(await call('POST', '/v2/bot/message/reply', { replyToken: event.replyToken, messages })).toMatchObject({
    status: 200,
  })
})

test('a menu is shown once it has a picture of its size and is linked; the user’s own menu comes first', async () => {
  const [everyone, own] = [await createMenu(), await createMenu()]
  const link = (user: string, id: string) => call('POST', `/v2/bot/user/${user}/richmenu/${id}`)
  expect(await link('all', everyone)).toMatchObject({ status: 400 })
  for (const id of [everyone, own]) {
    const content = `/v2/bot/richmenu/${id}/content`
    expect(await call('POST', content, picture(800, 271), 'image/png')).toMatchObject({ status: 400 })
    expect(await call('POST', content, Buffer.alloc(1024 * 1024 + 1), 'image/png')).toMatchObject({ status: 413 })
    expect(await call('POST', content, picture(800, 270), 'image/png')).toMatchObject({ status: 200 })
  }
  expect(line.richMenus.shownTo(aiko)).toBeUndefined()
  await link('all', everyone)
  await link(aiko, own)
  expect([line.richMenus.shownTo(aiko)?.id, line.richMenus.shownTo(lineUser(2))?.id]).toEqual([own, everyone])
  await call('DELETE', `/v2/bot/user/${aiko}/richmenu`)
  expect(line.richMenus.shownTo(aiko)?.id).toBe(everyone)
  await call('DELETE', `/v2/bot/richmenu/${everyone}`)
  expect(line.richMenus.shownTo(aiko)).toBeUndefined()
})

test.each([
  ['a bar of 15 characters', { chatBarText: 'あ'.repeat(15) }],
  ['a menu that is too tall', { size: { width: 800, height: 600 } }],
  ['an area outside', { areas: [{ ...menu.areas[0], bounds: { x: 1, y: 0, width: 800, height: 270 } }] }],
  ['21 areas', { areas: Array(21).fill(menu.areas[0]) }],
])('a menu with %s is refused', async (_name, fault) => {
  expect(await call('POST', '/v2/bot/richmenu', { ...menu, ...fault })).toMatchObject({ status: 400 })
})

test('a hundred and first menu within an hour is refused', async () => {
  for (let count = 0; count < 100; count += 1) await call('POST', '/v2/bot/richmenu', menu)
  expect(await call('POST', '/v2/bot/richmenu', menu)).toMatchObject({ status: 429 })
  line.advance(3_600_001)
  expect(await call('POST', '/v2/bot/richmenu', menu)).toMatchObject({ status: 200 })
})

test('the three dots move for 5 to 60 seconds in steps of five, and end with a message', async () => {
  const start = (loadingSeconds: number, chatId = aiko) =>
    call('POST', '/v2/bot/chat/loading/start', { chatId, loadingSeconds })
  expect((await Promise.all([start(4), start(7), start(65), start(20, 'C1')])).map(({ status }) => status)).toEqual([
    400, 400, 400, 400,
  ])
  expect(await start(20)).toMatchObject({ status: 202 })
  expect(line.presence.loadingUntil.get(aiko)).toBeGreaterThan(line.now() + 15_000)
  await call('POST', '/v2/bot/message/push', { to: aiko, messages: [{ type: 'text', text: 'x' }] })
  expect(line.presence.loadingUntil.has(aiko)).toBe(false)
})

test('a webhook address is kept and tested', async () => {
  expect(await call('GET', '/v2/bot/channel/webhook/endpoint')).toMatchObject({ status: 404 })
  const endpoint = 'https://madoguchi.example.jp/line/webhook'
  expect(await call('PUT', '/v2/bot/channel/webhook/endpoint', { endpoint: 'http://example.jp/' })).toMatchObject({
    status: 400,
  })
  await call('PUT', '/v2/bot/channel/webhook/endpoint', { endpoint })
  const { answer: kept } = await call('GET', '/v2/bot/channel/webhook/endpoint')
  expect(kept).toEqual({ endpoint, active: true })
  const { answer } = await call('POST', '/v2/bot/channel/webhook/test', { endpoint: 'http://127.0.0.1:1/' })
  expect(faultsOf('TestWebhookEndpointResponse', answer)).toEqual([])
  expect(answer).toMatchObject({ success: false, reason: 'COULD_NOT_CONNECT' })
})
