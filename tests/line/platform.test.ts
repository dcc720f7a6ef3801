import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { lineSecret, lineToken } from '../support/line-house.ts'

// The stand-in is worth what it refuses: what LINE does not take must not pass here either.

let line: LinePlatform
let hook: LinePlatform

const aiko = lineUser(1)
const hello = [{ type: 'text', text: 'こんにちは' }]
const key = '123e4567-e89b-42d3-a456-426614174000'

beforeEach(async () => {
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  // Anything that answers is good enough to receive its webhooks.
  hook = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
})

afterEach(async () => {
  await line.close()
  await hook.close()
})

async function call(endpoint: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${line.url}/v2/bot/message/${endpoint}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${lineToken}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  })
  expect(response.headers.get('x-line-request-id')).toBeTruthy()
  const { message = '' } = (await response.json()) as { message?: string }
  return { status: response.status, message, accepted: response.headers.get('x-line-accepted-request-id') }
}

async function freshToken(): Promise<string> {
  const event = line.webhook.text(aiko, '質問')
  await line.webhook.post(hook.url, [event])
  return event.replyToken ?? ''
}

test('a reply token is taken once, within a minute, and only when it was handed out', async () => {
  const token = await freshToken()
  expect(await call('reply', { replyToken: token, messages: hello })).toMatchObject({ status: 200 })
  const refused = { status: 400, message: 'Invalid reply token' }
  expect(await call('reply', { replyToken: token, messages: hello })).toMatchObject(refused)
  const aged = await freshToken()
  line.advance(60_001)
  expect(await call('reply', { replyToken: aged, messages: hello })).toMatchObject(refused)
  expect(await call('reply', { replyToken: 'unheard-of', messages: hello })).toMatchObject(refused)
})

test('a redelivery gives the token another minute, for twenty minutes after the event', async () => {
  const event = line.webhook.text(aiko, '質問')
  await line.webhook.post(hook.url, [event])
  line.advance(120_000)
  await line.webhook.post(hook.url, [line.webhook.redelivered(event)])
  expect(await call('reply', { replyToken: event.replyToken, messages: hello })).toMatchObject({ status: 200 })
  const late = line.webhook.text(aiko, '質問')
  line.advance(20 * 60_000)
  await line.webhook.post(hook.url, [line.webhook.redelivered(late)])
  expect(await call('reply', { replyToken: late.replyToken, messages: hello })).toMatchObject({ status: 400 })
})

test('a retry key is refused on a reply, and protects a push of the same body', async () => {
  const replyToken = await freshToken()
  const withKey = { 'x-line-retry-key': key }
  expect(await call('reply', { replyToken, messages: hello }, withKey)).toMatchObject({ status: 400 })
  expect(await call('push', { to: aiko, messages: hello }, withKey)).toMatchObject({ status: 200 })
  const again = await call('push', { to: aiko, messages: hello }, withKey)
  expect(again).toMatchObject({ status: 409, accepted: line.sends[0]?.requestId })
  const other = [{ type: 'text', text: '別の言葉' }]
  expect(await call('push', { to: aiko, messages: other }, withKey)).toMatchObject({ status: 400 })
  expect(await call('push', { to: aiko, messages: hello }, { 'x-line-retry-key': '1' })).toMatchObject({ status: 400 })
  expect(line.sends).toHaveLength(1)
})

test('a wrong access token, another content type and an unknown path are refused', async () => {
  expect(await call('push', { to: aiko, messages: hello }, { authorization: 'Bearer x' })).toMatchObject({
    status: 401,
  })
  expect(await call('push', { to: aiko, messages: hello }, { 'content-type': 'text/plain' })).toMatchObject({
    status: 415,
  })
  expect(await call('shout', { to: aiko, messages: hello })).toMatchObject({ status: 404 })
  expect(await call('push', { to: 'someone', messages: hello })).toMatchObject({ status: 400 })
})

const tap = (label: string) => ({ type: 'action', action: { type: 'message', label, text: 'x' } })
const flex = (body: object) => ({ type: 'flex', altText: '説明', contents: { type: 'bubble', body } })

test.each<[string, object[]]>([
  ['no message', []],
  ['six messages', Array(6).fill(hello[0])],
  ['an empty text', [{ type: 'text', text: '' }]],
  ['a text of 5001 units', [{ type: 'text', text: 'あ'.repeat(5001) }]],
  ['an unknown type', [{ type: 'markdown', text: 'x' }]],
  ['14 quick replies', [{ ...hello[0], quickReply: { items: Array(14).fill(tap('x')) } }]],
  ['a label of 21 characters', [{ ...hello[0], quickReply: { items: [tap('👨‍👩‍👧‍👦'.repeat(21))] } }]],
  ['a sender that calls itself LINE', [{ ...hello[0], sender: { name: 'LINE係' } }]],
  ['a card without alternative text', [{ ...flex({ type: 'box', layout: 'vertical', contents: [] }), altText: '' }]],
  ['a card without contents', [flex({ type: 'box', layout: 'vertical' })]],
  ['a card with a blank text', [flex({ type: 'box', layout: 'vertical', contents: [{ type: 'text', text: ' ' }] })]],
  [
    'a card of 31 KB',
    [flex({ type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'x'.repeat(31 * 1024) }] })],
  ],
])('%s is refused, and the token stays good', async (_name, messages) => {
  const replyToken = await freshToken()
  const { status, message } = await call('reply', { replyToken, messages })
  expect([status, message]).toEqual([400, expect.stringMatching(/^The request body has \d+ error/)])
  expect(await call('reply', { replyToken, messages: hello })).toMatchObject({ status: 200 })
})

test('a label of 20 families is taken', async () => {
  const messages = [{ ...hello[0], quickReply: { items: [tap('👨‍👩‍👧‍👦'.repeat(20))] } }]
  expect(await call('push', { to: aiko, messages })).toMatchObject({ status: 200 })
})

test('a push to someone who blocked the account is answered 200 and arrives nowhere', async () => {
  line.block(aiko)
  expect(await call('push', { to: aiko, messages: hello })).toMatchObject({ status: 200 })
  expect(line.received(aiko)).toEqual([])
})
