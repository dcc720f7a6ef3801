import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import type { InboundEvent } from '../../storage/types.ts'
import { type LineHouse, lineSecret, lineToken, sealed, startLineHouse } from '../support/line-house.ts'

let line: LinePlatform
let house: LineHouse

const aiko = lineUser(1)

beforeEach(async () => {
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  house = await startLineHouse({
    databaseUrl: 'sqlite::memory:',
    apiBaseUrl: line.url,
    clock: { now: line.now },
    working: false,
  })
})

afterEach(async () => {
  await house.stop()
  await line.close()
})

/** Takes everything out of the inbox, as the lanes would. */
async function stored(): Promise<InboundEvent[]> {
  const events: InboundEvent[] = []
  for (;;) {
    const leased = await house.store.claimEvent(1_000)
    if (!leased) return events
    events.push(leased.event)
    await house.store.completeEvent(leased, async () => {})
  }
}

test('a forged, missing or empty-bodied signature is refused and nothing is stored', async () => {
  const event = line.webhook.text(aiko, '助成金について')
  const forged = await line.webhook.post(house.webhookUrl, [event], { signature: line.webhook.sign('別の本文') })
  const missing = await line.webhook.post(house.webhookUrl, [event], { signature: null })
  const garbage = await line.webhook.post(house.webhookUrl, [event], { signature: '%%%' })
  const empty = await line.webhook.post(house.webhookUrl, [], { raw: '' })
  expect([forged.status, missing.status, garbage.status, empty.status]).toEqual([401, 401, 401, 401])
  expect(forged.body).toMatchObject({ error: { code: 'unauthorized', message: '署名を確認できませんでした。' } })
  expect(await stored()).toEqual([])
})

test('a signed body that is not JSON, or of another shape, is a clear 400', async () => {
  for (const raw of ['{', '[]', '{"events":{}}', 'null', '"events"']) {
    const { status, body } = await line.webhook.post(house.webhookUrl, [], { raw })
    expect([raw, status]).toEqual([raw, 400])
    expect(body).toMatchObject({ error: { code: 'bad_request' } })
  }
})

test('the connection check with no events is answered 200', async () => {
  expect(await line.webhook.post(house.webhookUrl, [])).toMatchObject({ status: 200 })
  expect(await stored()).toEqual([])
})

test('the signature is taken over the very bytes, also where LINE escapes an emoji', async () => {
  const { status } = await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, '相談したい🤨')], {
    escaped: true,
  })
  expect(status).toBe(200)
  expect(await stored()).toMatchObject([{ text: '相談したい🤨', kind: 'message', conversationKey: aiko, door: 'line' }])
})

test('one POST with several users keeps what can be read and lets the rest pass', async () => {
  const bert = lineUser(2)
  const { webhook } = line
  const batch = [
    webhook.text(aiko, '一つ目'),
    webhook.event('somethingNew', aiko, { novelty: { deep: [1] } }),
    { type: 'message', webhookEventId: 'broken', timestamp: 1 },
    webhook.event('message', aiko, {
      source: { type: 'group', groupId: 'C1', userId: aiko },
      message: { type: 'text', text: 'x' },
    }),
    webhook.event('message', aiko, { mode: 'standby', message: { type: 'text', text: 'y' } }),
    webhook.event('message', aiko, {}),
    webhook.text(bert, '二つ目'),
  ]
  const raw = JSON.stringify({ destination: 'U0', events: [...batch, null, 7, 'text'], futureField: true })
  expect(await line.webhook.post(house.webhookUrl, batch, { raw })).toMatchObject({ status: 200 })
  const texts = (await stored()).map(({ conversationKey, text }) => [conversationKey, text])
  expect(texts.sort()).toEqual(
    [
      [aiko, '一つ目'],
      [bert, '二つ目'],
    ].sort(),
  )
})

test('coming, leaving, tapping and sending a sticker reach the house in its own terms', async () => {
  const { webhook } = line
  await webhook.post(house.webhookUrl, [webhook.follow(aiko)])
  await webhook.post(house.webhookUrl, [webhook.unfollow(lineUser(2))])
  await webhook.post(house.webhookUrl, [
    webhook.postback(lineUser(3), sealed(lineUser(3), { say: '担当者に相談したい' })),
  ])
  await webhook.post(house.webhookUrl, [webhook.sticker(lineUser(4)), webhook.image(lineUser(5))])
  const byUser = Object.fromEntries(
    (await stored()).map((event) => [Number.parseInt(event.conversationKey.slice(1), 16), event]),
  )
  expect(byUser).toMatchObject({
    1: { kind: 'joined', text: '', replyTo: { replyToken: expect.any(String) } },
    2: { kind: 'left', text: '' },
    3: { kind: 'action', text: '担当者に相談したい' },
    4: { kind: 'message', text: 'ありがとう', facts: { shown: 'スタンプ「ありがとう」' } },
    5: { kind: 'message', text: '', replyTo: { unsupported: 'image' } },
  })
  expect(byUser[2]?.replyTo.replyToken).toBeUndefined()
})

test('a tap on a card that is not ours, or too long, opens the menu', async () => {
  const strange = [
    'action=buy&item=1',
    '{"say":7}',
    '{"say":"x","more":1}',
    '{"say":" "}',
    `{"say":"${'あ'.repeat(300)}"}`,
  ]
  await line.webhook.post(
    house.webhookUrl,
    strange.map((data) => line.webhook.postback(aiko, data)),
  )
  expect((await stored()).map(({ text }) => text)).toEqual(strange.map(() => 'メニュー'))
})

test('an event that comes twice keeps its first receipt; one that never came is taken though it says redelivery', async () => {
  const event = line.webhook.text(aiko, 'もう一度')
  const first = line.now()
  await line.webhook.post(house.webhookUrl, [event])
  line.advance(30_000)
  const unseen = line.webhook.redelivered(line.webhook.text(aiko, '初めて届く'))
  expect(await line.webhook.post(house.webhookUrl, [event, event, unseen])).toMatchObject({ status: 200 })
  const [one, two, ...rest] = await stored()
  expect(rest).toEqual([])
  expect(Number(one?.replyTo.receivedAt) - first).toBeLessThan(10_000)
  expect(two).toMatchObject({ text: '初めて届く', occurredAt: unseen.timestamp })
})

test('when nothing can be stored LINE is told to come again', async () => {
  await house.store.database.schema.dropTable('inbox').execute()
  const { status, body } = await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, 'x')])
  expect(status).toBe(503)
  expect(JSON.stringify(body)).not.toMatch(/inbox|table/i)
})

test('a body above 2 MB is refused', async () => {
  const raw = JSON.stringify({ events: [], padding: 'x'.repeat(2 * 1024 * 1024) })
  expect(await line.webhook.post(house.webhookUrl, [], { raw })).toMatchObject({ status: 413 })
})
