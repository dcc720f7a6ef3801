import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LinePlatform, type SentMessage, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import type { Consultant } from '../../bot/consultant.ts'
import { writePayload } from '../../bot/delivery.ts'
import { writeSetting } from '../../handoff/settings/desk-settings.ts'
import { recentAlerts } from '../../storage/alerts.ts'
import { japanDate } from '../../storage/ground/japan-time.ts'
import { enqueueDelivery, listDeliveries } from '../../storage/outbox.ts'
import { eventually } from '../support/eventually.ts'
import { echoOf, type LineHouse, lineSecret, lineToken, startLineHouse } from '../support/line-house.ts'

let line: LinePlatform
let house: LineHouse
/** Lets the consultant of the tests end its turn. */
let answer: () => void

const aiko = lineUser(1)

beforeEach(async () => {
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
})

afterEach(async () => {
  await house.stop()
  await line.close()
})

async function start(consultant?: Consultant): Promise<void> {
  house = await startLineHouse({
    databaseUrl: 'sqlite::memory:',
    apiBaseUrl: line.url,
    clock: { now: line.now },
    ...(consultant && { consultant }),
  })
}

/** A consultant that answers when it is told to. */
function slowConsultant(): Consultant {
  const waiting = Promise.withResolvers<void>()
  answer = () => waiting.resolve()
  return {
    greeting: () => ({ text: 'こんにちは。', citations: [], suggestions: [] }),
    async turn({ text }) {
      await waiting.promise
      return {
        outcome: { outcome: 'answered', reason: 'record' },
        reply: { text: echoOf(text), citations: [], suggestions: [] },
        effects: [],
        state: {},
        trail: { intent: 'test', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } },
      }
    },
  }
}

const conversationId = async () =>
  (await house.store.database.selectFrom('conversations').select('id').executeTakeFirstOrThrow()).id

const isSend = ({ endpoint }: { endpoint: string }) => endpoint === 'reply' || endpoint === 'push'
/** How often the three dots were asked for. */
const dots = () => line.calls.filter(({ endpoint }) => endpoint.endsWith('/loading/start')).length

/** How often a message was marked as read. */
const marks = () => line.calls.filter(({ endpoint }) => endpoint.includes('markAsRead')).length

const say = (text: string) => line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, text)])

/** What staff say later, without a token to answer with. */
async function staffSays(text: string): Promise<void> {
  const id = await conversationId()
  await house.store.transaction(async (unit) => {
    const payload = writePayload({
      replies: [{ text, citations: [], suggestions: [] }],
      sender: 'staff',
      senderName: '相談員',
      messageId: text,
    })
    await enqueueDelivery(unit, { conversationId: id, payload, replyTo: {} })
  })
  house.store.notify('outbox')
}

const stateOf = async (text: string) => {
  const rows = await listDeliveries(house.store.database, await conversationId())
  const row = rows.find(({ payload }) => JSON.stringify(payload).includes(text))
  return row && [row.status, row.lastError ?? null]
}

/** The data of the button in a message. */
const buttonIn = (message: SentMessage | undefined): string => {
  const found = /"type":"postback".*?"data":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(message))?.[1]
  return JSON.parse(found ?? '""')
}

test('the month is used up: words of staff are held, and go out free of charge with the next answer', async () => {
  line.quota.limit = 2
  line.quota.used = 2
  await start()
  await say('はじめまして')
  await line.waitForSends(1)
  await eventually(
    async () =>
      (await house.store.database.selectFrom('facts').selectAll().where('name', '=', 'line-quota').execute()).length >
      0,
  )
  await staffSays('お待たせしました。')
  await staffSays('資料をご覧ください。')
  await eventually(async () => (await stateOf('資料'))?.[0] === 'held')
  expect(await stateOf('お待たせ')).toEqual(['held', 'line-quota'])
  expect(line.calls.filter(({ endpoint }) => endpoint === 'push')).toEqual([])
  await say('まだですか')
  await line.waitForSends(2)
  expect(line.received(aiko).at(-1)).toMatchObject({ endpoint: 'reply' })
  expect(
    line
      .received(aiko)
      .at(-1)
      ?.messages.map(({ text }) => text),
  ).toEqual(['お待たせしました。', '資料をご覧ください。', echoOf('まだですか')])
  await eventually(async () => (await stateOf('資料'))?.[0] === 'sent')
  expect(await stateOf('お待たせ')).toEqual(['sent', null])
})

test('staff are told outside of the desk, once at each step, how far the month is used up', async () => {
  line.quota.limit = 10
  line.quota.used = 7
  await start()
  await house.store.transaction((unit) =>
    writeSetting(unit, {
      name: 'notifications',
      value: { waitingMinutes: 10, mail: null, webhook: { url: 'http://127.0.0.1:1/hook', format: 'slack' } },
      by: 'admin',
      at: line.now(),
    }),
  )
  await say('はじめまして')
  await line.waitForSends(1)
  const told = async () => (await recentAlerts(house.store.database, 10)).map(({ kind }) => kind).sort()
  for (const [index, text] of ['一通目', '二通目', '三通目'].entries()) {
    await staffSays(text)
    await eventually(async () => (await stateOf(text))?.[0] === 'sent')
    const kinds = ['line-quota-100', 'line-quota-80', 'line-quota-90']
    await eventually(async () => (await told()).length === index + 1)
    expect(kinds).toEqual(expect.arrayContaining(await told()))
  }
  expect(await told()).toEqual(['line-quota-100', 'line-quota-80', 'line-quota-90'])
})

test('a 429 is told apart by our own figures: the quota holds, a rush is waited out', async () => {
  line.quota.limit = 100
  await start()
  await say('はじめまして')
  await line.waitForSends(1)
  // A rush: nothing is used up, so it is tried again.
  line.fail('push', { kind: 'status', status: 429, headers: { 'retry-after': '1' } })
  await staffSays('混んでいるとき')
  await eventually(async () => (await stateOf('混んで'))?.[0] === 'sent')
  // Used up since we last asked.
  line.quota.used = 100
  await staffSays('上限に達したとき')
  await eventually(async () => (await stateOf('上限に'))?.[0] === 'held')
  expect(line.calls.filter(isSend).map(({ endpoint, status }) => `${endpoint} ${status}`)).toEqual([
    'reply 200',
    'push 429',
    'push 200',
    'push 429',
  ])
})

test('a new month sends what the last one held', async () => {
  line.quota.limit = 1
  line.quota.used = 1
  await start()
  await say('はじめまして')
  await line.waitForSends(1)
  await staffSays('来月になりました')
  await eventually(async () => (await stateOf('来月'))?.[0] === 'held')
  line.quota.used = 0
  const { hour } = japanDate(line.now())
  line.advance(32 * 86_400_000 + (12 - hour) * 3_600_000)
  await line.waitForSends(2, 20_000)
  expect(line.received(aiko).at(-1)).toMatchObject({ endpoint: 'push', messages: [{ text: '来月になりました' }] })
}, 30_000)

test('a slow answer: 「準備中」 with a button before the token ages, and the tap brings it free of charge', async () => {
  line.account.markAsReadMode = 'manual'
  await start(slowConsultant())
  await say('むずかしい質問')
  await eventually(() => dots() > 0)
  line.advance(36_000)
  await line.waitForSends(1)
  const [preparing] = line.received(aiko)
  expect(preparing).toMatchObject({ endpoint: 'reply', messages: [{ altText: expect.stringContaining('準備') }] })
  answer()
  await eventually(async () => (await stateOf('についてのご案内'))?.[0] === 'held')
  expect(await stateOf('についてのご案内')).toEqual(['held', 'line-awaiting-tap'])
  // What is only being prepared is not read yet.
  expect(marks()).toBe(0)
  const tap = line.webhook.postback(aiko, buttonIn(preparing?.messages[0]))
  await line.webhook.post(house.webhookUrl, [tap])
  await line.waitForSends(2)
  expect(line.received(aiko).at(-1)).toMatchObject({
    endpoint: 'reply',
    messages: [{ text: echoOf('むずかしい質問') }],
  })
  await eventually(() => marks() === 1)
  // The same button again: nothing is left to fetch, and it says so.
  await line.webhook.post(house.webhookUrl, [line.webhook.postback(aiko, buttonIn(preparing?.messages[0]))])
  await line.waitForSends(3)
  expect(line.textsTo(aiko).at(-1)).toContain('お届け済み')
  expect(line.calls.filter(isSend).every(({ endpoint }) => endpoint === 'reply')).toBe(true)
}, 30_000)

test('「準備中」, and what is said of a button that was used, are in the language of the talk', async () => {
  await start(slowConsultant())
  await say('A difficult question')
  await eventually(() => dots() > 0)
  await house.store.database.updateTable('conversations').set({ state: '{"language":"en"}' }).execute()
  line.advance(36_000)
  await line.waitForSends(1)
  const [preparing] = line.received(aiko)
  expect(preparing).toMatchObject({ messages: [{ altText: expect.stringContaining('preparing your answer') }] })
  expect(JSON.stringify(preparing?.messages)).toContain('View the answer')
  answer()
  await eventually(async () => (await stateOf('についてのご案内'))?.[0] === 'held')
  const tap = () => line.webhook.post(house.webhookUrl, [line.webhook.postback(aiko, buttonIn(preparing?.messages[0]))])
  await tap()
  await line.waitForSends(2)
  await house.store.database.updateTable('conversations').set({ state: '{"language":"en"}' }).execute()
  await tap()
  await line.waitForSends(3)
  expect(line.textsTo(aiko).at(-1)).toContain('already been sent')
}, 30_000)

test('who does not tap is not forgotten: the answer is pushed ten minutes later', async () => {
  await start(slowConsultant())
  await say('あとで見る質問')
  await eventually(async () => dots() > 0)
  line.advance(36_000)
  await line.waitForSends(1)
  answer()
  await eventually(async () => (await stateOf('についてのご案内'))?.[0] === 'held')
  line.advance(11 * 60_000)
  await line.waitForSends(2, 20_000)
  expect(line.received(aiko).at(-1)).toMatchObject({ endpoint: 'push', messages: [{ text: echoOf('あとで見る質問') }] })
}, 40_000)

test('the three dots are shown again while it takes long, and not at all for a quick answer', async () => {
  await start(slowConsultant())
  await say('長い質問')
  await eventually(() => dots() === 1)
  line.advance(18_000)
  await eventually(() => dots() === 2)
  answer()
  await line.waitForSends(1)
  expect(dots()).toBe(2)
})

test('nothing is pushed to who has blocked the account, and staff see why', async () => {
  await start()
  await say('はじめまして')
  await line.waitForSends(1)
  line.block(aiko)
  await line.webhook.post(house.webhookUrl, [line.webhook.unfollow(aiko)])
  await eventually(async () => {
    const row = await house.store.database.selectFrom('conversations').select('reachable').executeTakeFirst()
    return row?.reachable === 0
  })
  await staffSays('届かない返事')
  await eventually(async () => (await stateOf('届かない'))?.[0] === 'failed')
  expect(await stateOf('届かない')).toEqual(['failed', 'line-blocked'])
  expect(line.calls.filter(({ endpoint }) => endpoint === 'push')).toEqual([])
})
