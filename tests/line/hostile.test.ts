import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { eventually } from '../support/eventually.ts'
import { echoOf, type LineHouse, lineSecret, lineToken, startLineHouse } from '../support/line-house.ts'

let line: LinePlatform
let house: LineHouse

const aiko = lineUser(1)

beforeEach(async () => {
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  house = await startLineHouse({ databaseUrl: 'sqlite::memory:', apiBaseUrl: line.url, clock: { now: line.now } })
})

afterEach(async () => {
  await house.stop()
  await line.close()
})

const inbox = () => house.store.database.selectFrom('inbox').select('id').execute()

/** After whatever came before it, an honest question is still answered. */
async function stillAnswers(): Promise<void> {
  const before = line.sends.length
  await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, 'まだ動いていますか🤨')], { escaped: true })
  await line.waitForSends(before + 1)
  expect(line.textsTo(aiko).at(-1)).toBe(echoOf('まだ動いていますか🤨'))
}

test('a signature of one body does not open another', async () => {
  const honest = JSON.stringify({ destination: lineUser(0xb07), events: [line.webhook.text(aiko, 'いくら？')] })
  const altered = honest.replace('いくら？', '全部ください')
  const signature = line.webhook.sign(honest)
  expect((await line.webhook.post(house.webhookUrl, [], { raw: altered, signature })).status).toBe(401)
  expect(await inbox()).toEqual([])
  await stillAnswers()
})

test('ten megabytes are refused before they are read', async () => {
  const raw = JSON.stringify({ events: [], padding: 'x'.repeat(10 * 1024 * 1024) })
  const status = await line.webhook.post(house.webhookUrl, [], { raw }).then(
    (posted) => posted.status,
    // The door may hang up while the rest is still on its way.
    () => 413,
  )
  expect(status).toBe(413)
  await stillAnswers()
})

test('JSON a hundred thousand deep ends nothing', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const event = JSON.stringify(line.webhook.text(aiko, '深い')).slice(0, -1)
  for (const raw of [deep, `{"events":${deep}}`, `{"events":[${deep}]}`, `{"events":[${event},"deep":${deep}}]}`]) {
    expect([200, 400]).toContain((await line.webhook.post(house.webhookUrl, [], { raw })).status)
  }
  await line.waitForSends(1)
  await stillAnswers()
})

test('what is meant for another account is refused once our own is known', async () => {
  const event = line.webhook.text(aiko, '別の窓口へ')
  const raw = JSON.stringify({ destination: lineUser(0xbad), events: [event] })
  let status = 0
  await eventually(async () => {
    status = (await line.webhook.post(house.webhookUrl, [], { raw })).status
    return status === 400
  })
  const before = await inbox()
  expect((await line.webhook.post(house.webhookUrl, [], { raw })).status).toBe(400)
  expect(await inbox()).toEqual(before)
})

test('our own account is asked for again soon, where LINE did not tell it at the start', async () => {
  let asked = 0
  line.spoil((path) => {
    if (path !== '/v2/bot/info') return undefined
    asked += 1
    return asked < 3 ? { kind: 'status', status: 500 } : undefined
  })
  const late = await startLineHouse({ databaseUrl: 'sqlite::memory:', apiBaseUrl: line.url, clock: { now: line.now } })
  const raw = JSON.stringify({ destination: lineUser(0xbad), events: [line.webhook.text(aiko, '別の窓口へ')] })
  await eventually(async () => (await line.webhook.post(late.webhookUrl, [], { raw })).status === 400)
  expect(asked).toBeGreaterThanOrEqual(3)
  await late.stop()
})

test('fields of absurd kinds and lengths are passed over, one event does not spoil the others', async () => {
  const { webhook } = line
  const odd = [
    { ...webhook.text(aiko, 'x'), timestamp: -1 },
    { ...webhook.text(aiko, 'x'), webhookEventId: 'e'.repeat(10_000) },
    { ...webhook.text(aiko, 'x'), source: { type: 'user', userId: { $ne: null } } },
    { ...webhook.text(aiko, 'x'), source: { type: '__proto__' } },
    webhook.message(aiko, { type: 'text', text: 7 }),
    webhook.event('unsend', aiko, { unsend: { messageId: ['1'] } }, false),
    webhook.event('accountLink', aiko, { link: { result: 'ok', nonce: 'n'.repeat(5_000) } }),
    webhook.event('postback', aiko, { postback: { data: { deep: true } } }),
    JSON.parse('{"__proto__":{"admin":true},"type":"message"}'),
  ]
  const posted = await webhook.post(house.webhookUrl, [...odd, webhook.text(aiko, '正しい質問')])
  expect(posted.status).toBe(200)
  await line.waitForSends(1)
  expect(line.textsTo(aiko)).toEqual([echoOf('正しい質問')])
})

test('a withdrawal of what never was, and a link that nobody asked for, change nothing', async () => {
  await line.webhook.post(house.webhookUrl, [
    line.webhook.unsend(aiko, '404'),
    line.webhook.accountLink(aiko, 'unheard-of'),
  ])
  await line.waitForSends(1)
  expect(line.textsTo(aiko)[0]).toContain('連携できません')
  await stillAnswers()
})
