import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLineWorkers } from '../../adapters/line/line-workers.ts'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { writePayload } from '../../bot/delivery.ts'
import type { SchemeCard } from '../../bot/outcome.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { releaseHeld } from '../../storage/held.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { DeliveryResult, LeasedEvent } from '../../storage/types.ts'
import { type LineHouse, lineSecret, lineToken, startLineHouse } from '../support/line-house.ts'

let line: LinePlatform
let house: LineHouse
/** What the log says is amiss. */
let logged: string[]

const aiko = lineUser(1)
const answer = '上限額は20万円です。'

beforeEach(async () => {
  logged = []
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  house = await startLineHouse({
    databaseUrl: 'sqlite::memory:',
    apiBaseUrl: line.url,
    clock: { now: line.now },
    working: false,
    logger: { ...silentLogger, error: (_fields, message) => void logged.push(message) },
  })
})

afterEach(async () => {
  await house.stop()
  await line.close()
})

async function heardFrom(text: string): Promise<LeasedEvent> {
  await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, text)])
  const leased = await house.store.claimEvent(1_000)
  if (!leased) throw new Error('no event')
  return leased
}

/** The way back to a message that nobody answers otherwise. */
async function replyTokenOf(text: string): Promise<JsonObject> {
  const leased = await heardFrom(text)
  await house.store.completeEvent(leased, async () => {})
  return leased.event.replyTo
}

interface Waiting {
  unasked?: boolean
  text?: string
  card?: SchemeCard
  quoteToken?: string
}

/** A question comes in and its answer waits in the outbox; `unasked` is what staff say later, without a token. */
async function answerWaits(given: Waiting = {}): Promise<JsonObject> {
  return answerTo(await heardFrom('上限は？'), given)
}

async function answerTo(leased: LeasedEvent, given: Waiting = {}): Promise<JsonObject> {
  const { unasked = false, text = answer, card, quoteToken } = given
  const replyTo = unasked ? { ...(quoteToken && { quoteToken }) } : leased.event.replyTo
  await house.store.completeEvent(leased, async (unit) => {
    const replies = [{ text, citations: [], suggestions: [], ...(card && { card }) }]
    const payload = writePayload({ replies, sender: unasked ? 'staff' : 'bot', messageId: 'm' })
    await enqueueDelivery(unit, { conversationId: leased.conversation.id, payload, replyTo })
  })
  return leased.event.replyTo
}

/** One try, as the dispatcher does it. With `crash` the process ends before its result is written down. */
async function tryOnce({ crash = false, waitMs = 0 } = {}): Promise<DeliveryResult> {
  const begun = await house.store.beginDelivery(['line'], 30_000, async (unit, row) =>
    house.deliverer.plan?.(unit, row, line.now()),
  )
  if (!begun) throw new Error('nothing to deliver')
  const result = await house.deliverer.deliver(begun.item, new AbortController().signal)
  if (crash) line.advance(30_001)
  else await house.store.finishAttempt(begun, result, 0)
  line.advance(waitMs)
  return result
}

const ways = () => line.calls.map(({ endpoint, status }) => `${endpoint} ${status}`)
/** Without what was asked in between. */
const sends = () => ways().filter((way) => !way.startsWith('GET '))

test('a young question is answered by its reply token, free of charge and without a retry key', async () => {
  await answerWaits()
  expect(await tryOnce()).toMatchObject({ status: 'sent', externalIds: [expect.any(String)] })
  expect(line.calls).toMatchObject([{ endpoint: 'reply', status: 200, retryKey: undefined }])
  expect(line.textsTo(aiko)).toEqual([answer])
})

test('an answer that took too long is pushed with its retry key', async () => {
  await answerWaits()
  line.advance(50_000)
  expect(await tryOnce()).toMatchObject({ status: 'sent', externalIds: [expect.any(String)] })
  expect(line.calls).toMatchObject([
    { endpoint: 'push', status: 200, retryKey: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  ])
})

test('what nobody asked for is pushed', async () => {
  await answerWaits({ unasked: true })
  await tryOnce()
  expect(ways()).toEqual(['push 200'])
  expect(line.received(aiko)[0]?.messages[0]).toMatchObject({ sender: { name: '相談員' } })
})

test('a token redelivered more than twenty minutes after the event is not trusted', async () => {
  const event = line.webhook.text(aiko, '遅れて届く')
  line.advance(21 * 60_000)
  await line.webhook.post(house.webhookUrl, [line.webhook.redelivered(event)])
  const leased = await house.store.claimEvent(1_000)
  const item = { id: 'x', conversationId: 'x', replyTo: leased?.event.replyTo ?? {} } as Parameters<
    NonNullable<typeof house.deliverer.plan>
  >[1]
  expect(await house.deliverer.plan?.(house.store.database, item, line.now())).toEqual({ way: 'push' })
})

test('a reply that broke off before LINE took it is repeated with the same token', async () => {
  await answerWaits()
  line.fail('reply', { kind: 'cut', when: 'before' })
  expect(await tryOnce()).toMatchObject({ status: 'retry' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(ways()).toEqual(['reply cut', 'reply 200'])
  expect(line.textsTo(aiko)).toEqual([answer])
})

test('a reply that broke off after LINE took it is not said twice', async () => {
  await answerWaits()
  line.fail('reply', { kind: 'cut', when: 'after' })
  expect(await tryOnce()).toMatchObject({ status: 'retry' })
  expect(await tryOnce({ waitMs: 0 })).toEqual({ status: 'sent' })
  expect(ways()).toEqual(['reply cut', 'reply 400'])
  expect(line.textsTo(aiko)).toEqual([answer])
})

test('a 500 leaves the fate open: the same token again', async () => {
  await answerWaits()
  line.fail('reply', { kind: 'status', status: 500 })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-500' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(ways()).toEqual(['reply 500', 'reply 200'])
})

test('a crash between the send and its record says nothing twice, within and beyond the life of the token', async () => {
  await answerWaits()
  await tryOnce({ crash: true })
  expect(await tryOnce()).toEqual({ status: 'sent' })
  await answerWaits()
  await tryOnce({ crash: true, waitMs: 60_000 })
  // Nobody can tell any more: the user is asked, in other words, with a button that brings the answer.
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'uncertain' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(ways()).toEqual(['reply 200', 'reply 400', 'reply 200', 'reply 400', 'push 200'])
  expect(line.textsTo(aiko)).toEqual([answer, answer, expect.stringContaining('届いていないときは')])
})

test('a token that LINE does not take on the first try is given up for a push, once, whatever crashes', async () => {
  const replyTo = await answerWaits()
  await fetch(`${line.url}/v2/bot/message/reply`, {
    method: 'POST',
    headers: { authorization: `Bearer ${lineToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ replyToken: replyTo.replyToken, messages: [{ type: 'text', text: '別の返事' }] }),
    signal: AbortSignal.timeout(5_000),
  })
  line.fail('push', { kind: 'status', status: 500 })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-500' })
  await tryOnce({ crash: true })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(ways()).toEqual(['reply 200', 'reply 400', 'push 500', 'push 200', 'push 409'])
  expect(new Set(line.calls.slice(2).map(({ retryKey }) => retryKey)).size).toBe(1)
  expect(line.textsTo(aiko)).toEqual(['別の返事', answer])
})

test('a reply that LINE had no room for is tried anew: by token while it is young, by push when it has aged', async () => {
  await answerWaits()
  line.fail('reply', { kind: 'status', status: 429, headers: { 'retry-after': '7' } })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-429', afterMs: 7_000 })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  await answerWaits()
  line.fail('reply', { kind: 'status', status: 429 })
  expect(await tryOnce({ waitMs: 70_000 })).toEqual({ status: 'retry', reason: 'line-429' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(ways()).toEqual(['reply 429', 'reply 200', 'reply 429', 'push 200'])
  expect(line.textsTo(aiko)).toEqual([answer, answer])
})

test('a push is repeated with the same key until LINE says that it has it', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'cut', when: 'before' }, { kind: 'status', status: 503 }, { kind: 'cut', when: 'after' })
  for (let count = 0; count < 3; count += 1) expect(await tryOnce()).toMatchObject({ status: 'retry' })
  expect(await tryOnce()).toMatchObject({ status: 'sent', externalIds: [expect.any(String)] })
  expect(ways()).toEqual(['push cut', 'push 503', 'push cut', 'push 409'])
  expect(new Set(line.calls.map(({ retryKey }) => retryKey)).size).toBe(1)
  expect(line.textsTo(aiko)).toEqual([answer])
})

test('LINE may ask for patience, at most a minute', async () => {
  await answerWaits({ unasked: true })
  const wait = (seconds: string) => ({ kind: 'status' as const, status: 429, headers: { 'retry-after': seconds } })
  line.fail('push', wait('5'), wait('86400'), wait('soon'))
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-429', afterMs: 5_000 })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-429', afterMs: 60_000 })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-429' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
})

test('after a day the retry key no longer protects, so the push is given up instead of doubled', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'cut', when: 'after' })
  await tryOnce({ waitMs: 24 * 3_600_000 })
  expect(await tryOnce()).toEqual({ status: 'failed', reason: 'line-retry-key-expired' })
})

test('a refusal for good is told by its code, without words of the message', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'status', status: 403 })
  expect(await tryOnce()).toEqual({ status: 'failed', reason: 'line-push-403' })
  await answerWaits()
  line.fail('reply', { kind: 'status', status: 403 })
  expect(await tryOnce()).toEqual({ status: 'failed', reason: 'line-reply-403' })
})

test('an access token that LINE does not take costs no answer: it is tried again, and the log says what is amiss', async () => {
  await answerWaits()
  line.fail('reply', { kind: 'status', status: 401 })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-401' })
  expect(logged).toContain('LINE does not take the channel access token')
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'status', status: 401 })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-401' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(line.textsTo(aiko)).toEqual([answer, answer])
})

test('while LINE cannot be reached at all nothing is lost and nothing doubled', async () => {
  await answerWaits()
  const gone = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  await gone.close()
  const { deliverer } = doorTo(gone.url)
  const begun = await house.store.beginDelivery(['line'], 30_000, async () => ({ way: 'reply' }))
  if (!begun) throw new Error('nothing to deliver')
  const result = await deliverer.deliver(begun.item, new AbortController().signal)
  expect(result).toEqual({ status: 'retry', reason: 'line-unreachable' })
  await house.store.finishAttempt(begun, result, 0)
  line.advance(70_000)
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(line.textsTo(aiko)).toEqual([answer])
})

test('a silent LINE is not waited for longer than the dispatcher allows', async () => {
  await answerWaits()
  line.fail('reply', { kind: 'hold' })
  const begun = await house.store.beginDelivery(['line'], 30_000, async () => ({ way: 'reply' }))
  if (!begun) throw new Error('nothing to deliver')
  expect(await house.deliverer.deliver(begun.item, AbortSignal.timeout(200))).toEqual({
    status: 'retry',
    reason: 'line-timeout',
  })
})

test('a full quota is noticed at a later try too: the words are held instead of standing in the way', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'status', status: 429 })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-429' })
  line.quota.limit = 100
  line.quota.used = 100
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'line-quota' })
  expect(sends()).toEqual(['push 429', 'push 429'])
})

test('where LINE does not tell the quota, its words about the month are believed', async () => {
  await answerWaits({ unasked: true })
  line.quota.limit = 100
  line.quota.used = 100
  line.spoil((path) => (path.includes('/quota') ? { kind: 'status', status: 500 } : undefined))
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'line-quota' })
})

test('who has left between two tries is not written to, where the first one sent nothing', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'status', status: 429 })
  await tryOnce()
  await house.store.database.updateTable('conversations').set({ reachable: 0 }).execute()
  expect(await tryOnce()).toEqual({ status: 'failed', reason: 'line-blocked' })
  expect(sends()).toEqual(['push 429'])
})

test('a push of unknown fate that meets a full quota leaves the way: the user is asked with the next answer', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'cut', when: 'before' })
  await tryOnce()
  line.quota.limit = 100
  line.quota.used = 100
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'uncertain' })
  // What asks them cannot be pushed either.
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'line-quota' })
  await answerWaits()
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(line.textsTo(aiko)).toEqual([expect.stringContaining('届いていないときは'), answer])
})

test('who is asked whether an answer arrived is asked in the language of the talk', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'cut', when: 'before' })
  await tryOnce()
  line.quota.limit = 100
  line.quota.used = 100
  await house.store.database.updateTable('conversations').set({ state: '{"language":"ko"}' }).execute()
  await tryOnce()
  await tryOnce()
  await answerWaits()
  await tryOnce()
  expect(line.textsTo(aiko)[0]).toContain('도착하지 않았을 수')
})

test('a push that sent nothing and one that broke off are told apart after a crash', async () => {
  await answerWaits({ unasked: true })
  line.fail('push', { kind: 'status', status: 429 })
  await tryOnce()
  await tryOnce({ crash: true })
  await house.store.database.updateTable('conversations').set({ reachable: 0 }).execute()
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(sends()).toEqual(['push 429', 'push 200', 'push 409'])
  expect(line.textsTo(aiko)).toEqual([answer])
})

test('words that rode along with an answer of unknown fate wait for the same button, and are not said twice', async () => {
  line.quota.limit = 1
  line.quota.used = 1
  await answerWaits({ unasked: true, text: '職員の返事' })
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'line-quota' })
  await answerWaits()
  await tryOnce({ crash: true, waitMs: 60_000 })
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'uncertain' })
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'line-quota' })
  await answerWaits({ text: '次の答え' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  const asked = expect.stringContaining('届いていないときは')
  expect(line.textsTo(aiko)).toEqual(['職員の返事', answer, asked, '次の答え'])
  // The button brings what its message spoke of, all of it.
  const uncertain = await house.store.database
    .selectFrom('outbox')
    .selectAll()
    .where('last_error', '=', 'uncertain')
    .orderBy('sequence')
    .execute()
  const [tapped] = uncertain.filter(({ payload }) => payload.includes(answer))
  const replyTo = await replyTokenOf('見ていません')
  await house.store.transaction((unit) => releaseHeld(unit, tapped?.conversation_id ?? '', replyTo, tapped?.id))
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(line.textsTo(aiko).slice(4)).toEqual(['職員の返事', answer])
})

test('words of staff that waited quote what they answer, not what set them free', async () => {
  line.quota.limit = 1
  line.quota.used = 1
  const first = await replyTokenOf('この数字の意味は？')
  const conversation = await house.store.database.selectFrom('conversations').select('id').executeTakeFirstOrThrow()
  const says = (text: string, replyTo: JsonObject) =>
    house.store.transaction((unit) => {
      const replies = [{ text, citations: [], suggestions: [] }]
      const payload = writePayload({ replies, sender: 'staff', messageId: text })
      return enqueueDelivery(unit, { conversationId: conversation.id, payload, replyTo })
    })
  await says('その数字への返事', { quoteToken: first.quoteToken ?? '' })
  await says('何も引用しない返事', {})
  await tryOnce()
  await tryOnce()
  const later = await replyTokenOf('別のことですが')
  await house.store.transaction((unit) => releaseHeld(unit, conversation.id, later))
  await tryOnce()
  const quotes = line
    .received(aiko)
    .flatMap(({ messages }) => messages.map(({ text, quoteToken }) => [text, quoteToken]))
  expect(quotes).toEqual([
    ['その数字への返事', first.quoteToken],
    ['何も引用しない返事', undefined],
  ])
})

const bodyFault = {
  kind: 'status' as const,
  status: 400,
  body: { message: 'The request body has 1 error(s)', details: [{ message: 'too large', property: 'messages[0]' }] },
}
const card = {
  recordId: 'voucher',
  title: '技術相談バウチャー',
  badge: '受付前',
  badgeTone: 'neutral' as const,
  rows: [{ label: '上限額', value: '20万円' }],
}

test('bubbles that LINE finds a fault in are said in plain words, free of charge, whatever crashes', async () => {
  await answerWaits({ card })
  line.fail('reply', bodyFault)
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-body', afterMs: 0 })
  await tryOnce({ crash: true })
  expect(await tryOnce()).toEqual({ status: 'sent' })
  expect(ways()).toEqual(['reply 400', 'reply 200', 'reply 400'])
  expect(line.received(aiko)[0]?.messages).toEqual([
    { type: 'text', text: expect.stringContaining(answer), sender: { name: 'AI案内' } },
  ])
})

test('a push whose quote LINE no longer knows is said without it; plain words that are refused have failed', async () => {
  await answerWaits({ unasked: true, quoteToken: 'of-a-deleted-message' })
  expect(await tryOnce()).toEqual({ status: 'retry', reason: 'line-body', afterMs: 0 })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(line.textsTo(aiko)).toEqual([answer])
  expect(line.received(aiko)[0]?.messages[0]).not.toHaveProperty('quoteToken')
  await answerWaits({ unasked: true })
  line.fail('push', bodyFault, bodyFault)
  await tryOnce()
  expect(await tryOnce()).toEqual({ status: 'failed', reason: 'line-push-400' })
})

test('a redelivery gives its token a new life: an answer that was not sent yet stays free of charge', async () => {
  const event = line.webhook.text(aiko, '上限は？')
  await line.webhook.post(house.webhookUrl, [event])
  line.advance(120_000)
  // Before its turn, and after it.
  await line.webhook.post(house.webhookUrl, [line.webhook.redelivered(event)])
  const leased = await house.store.claimEvent(1_000)
  if (!leased) throw new Error('no event')
  expect(leased.event.replyTo.receivedAt).toBeGreaterThan(line.now() - 60_000)
  await answerTo(leased)
  line.advance(120_000)
  await line.webhook.post(house.webhookUrl, [line.webhook.redelivered(event)])
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(ways()).toEqual(['reply 200'])
  // One that comes later still changes nothing.
  await line.webhook.post(house.webhookUrl, [line.webhook.redelivered(event)])
  expect(await house.store.claimEvent(1_000)).toBeUndefined()
  expect(await house.store.beginDelivery(['line'], 1_000)).toBeUndefined()
})

test('a redelivery changes nothing of an answer that was tried already', async () => {
  const event = line.webhook.text(aiko, '上限は？')
  await line.webhook.post(house.webhookUrl, [event])
  const leased = await house.store.claimEvent(1_000)
  if (!leased) throw new Error('no event')
  await answerTo(leased)
  line.fail('reply', { kind: 'cut', when: 'after' })
  await tryOnce({ waitMs: 120_000 })
  await line.webhook.post(house.webhookUrl, [line.webhook.redelivered(event)])
  const row = await house.store.database.selectFrom('outbox').select('reply_to').executeTakeFirstOrThrow()
  expect(JSON.parse(row.reply_to)).toEqual(leased.event.replyTo)
})

test('who floods us does not use up the month: late answers wait for the next free one, words of staff do not', async () => {
  for (let count = 1; count <= 10; count += 1) {
    await answerWaits({ text: `遅い答え${count}` })
    line.advance(60_000)
    expect(await tryOnce()).toMatchObject({ status: 'sent' })
  }
  await answerWaits({ text: '遅い答え11' })
  line.advance(60_000)
  expect(await tryOnce()).toMatchObject({ status: 'held', reason: 'line-flood' })
  await answerWaits({ unasked: true, text: '職員の返事' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  await answerWaits({ text: '早い答え' })
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
  expect(line.received(aiko).at(-1)).toMatchObject({
    endpoint: 'reply',
    messages: [{ text: '遅い答え11' }, { text: '早い答え' }],
  })
  line.advance(3_600_000)
  await answerWaits({ text: 'あとの答え' })
  line.advance(60_000)
  expect(await tryOnce()).toMatchObject({ status: 'sent' })
})

function doorTo(apiBaseUrl: string) {
  return createLineWorkers({
    store: house.store,
    clock: { now: line.now },
    identifiers: randomIdentifiers,
    logger: silentLogger,
    channelSecret: lineSecret,
    channelAccessToken: lineToken,
    apiBaseUrl,
    dataApiBaseUrl: apiBaseUrl,
  })
}
