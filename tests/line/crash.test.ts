import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { eventually } from '../support/eventually.ts'
import { echoOf, lineSecret, lineToken } from '../support/line-house.ts'
import { type LineServer, startLineServer } from '../support/line-server-process.ts'
import { createSqlitePlace, type Place } from '../support/place.ts'

/** A lease taken by a process that was killed has run out after this. */
const LEASES_OVER_MS = 31_000
const TOKENS_OVER_MS = 61_000

// Each test starts whole processes, one after the other.
vi.setConfig({ testTimeout: 60_000 })

let line: LinePlatform
let place: Place
let server: LineServer | undefined
let movedMs = 0

beforeEach(async () => {
  movedMs = 0
  place = await createSqlitePlace()
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
})

afterEach(async () => {
  await kill()
  await line.close()
  await place.remove()
})

/** Lets time pass for LINE, and for every server started from now on. */
function pass(ms: number): void {
  movedMs += ms
  line.advance(ms)
}

/** Starts the server and gives the address of its webhook. */
async function start({ thinkingMs = 0 } = {}): Promise<string> {
  server = await startLineServer({ databaseUrl: place.url, apiBaseUrl: line.url, clockOffsetMs: movedMs, thinkingMs })
  return server.webhookUrl
}

const kill = async (): Promise<void> => server?.kill()

async function acknowledged(
  webhookUrl: string,
  ...events: Parameters<LinePlatform['webhook']['post']>[1]
): Promise<void> {
  expect(await line.webhook.post(webhookUrl, events)).toMatchObject({ status: 200 })
}

/** Waits until nothing is left to do, as the database has it, and stops the server. */
async function untilAllIsDone(): Promise<void> {
  const logger = silentLogger
  const store = await openStore({ url: place.url, clock: systemClock, identifiers: randomIdentifiers, logger })
  await eventually(async () => {
    const waiting = await store.database.selectFrom('inbox').select('id').where('status', '!=', 'done').execute()
    const unsent = await store.database.selectFrom('outbox').select('id').where('status', '!=', 'sent').execute()
    return waiting.length + unsent.length === 0
  }, 15_000)
  await store.close()
  await kill()
}

const sendCalls = () => line.calls.filter(({ endpoint }) => endpoint === 'reply' || endpoint === 'push')
const ways = () => sendCalls().map(({ endpoint, status }) => `${endpoint} ${status}`)

test('killed between acknowledgement and answer: each acknowledged message is answered once, in order', async () => {
  const [aiko, bert, chie] = [lineUser(1), lineUser(2), lineUser(3)]
  const { webhook } = line
  const url = await start({ thinkingMs: 60_000 })
  await acknowledged(url, webhook.text(aiko, '一つ目'), webhook.text(bert, '補助率は？'))
  await acknowledged(url, webhook.text(aiko, '二つ目'))
  await acknowledged(url, webhook.text(chie, '窓口は？'))
  await kill()
  pass(LEASES_OVER_MS)
  await start()
  await untilAllIsDone()
  expect(line.textsTo(aiko)).toEqual([echoOf('一つ目'), echoOf('二つ目')])
  expect(line.textsTo(bert)).toEqual([echoOf('補助率は？')])
  expect(line.textsTo(chie)).toEqual([echoOf('窓口は？')])
  expect(new Set(ways())).toEqual(new Set(['reply 200']))
})

test('killed right after LINE took the reply: it is repeated with the same token and not said twice', async () => {
  const aiko = lineUser(1)
  line.fail('reply', { kind: 'hold' })
  await acknowledged(await start(), line.webhook.text(aiko, '上限は？'))
  await line.waitForSends(1)
  await kill()
  pass(LEASES_OVER_MS)
  await start()
  await untilAllIsDone()
  expect(line.textsTo(aiko)).toEqual([echoOf('上限は？')])
  expect(ways()).toEqual(['reply held', 'reply 400'])
})

test('killed while the reply was on its way, before LINE took it: it arrives once', async () => {
  const aiko = lineUser(1)
  line.fail('reply', { kind: 'cut', when: 'before' })
  await acknowledged(await start(), line.webhook.text(aiko, '上限は？'))
  await line.waitForCalls(1)
  await kill()
  pass(LEASES_OVER_MS)
  await start()
  await untilAllIsDone()
  expect(line.textsTo(aiko)).toEqual([echoOf('上限は？')])
})

test.each([
  ['after LINE took it', { kind: 'hold' }, 'push 409'],
  ['before LINE took it', { kind: 'cut', when: 'before' }, 'push 200'],
] as const)('killed during a push, %s: it arrives once, under one retry key', async (_when, fault, last) => {
  const aiko = lineUser(1)
  await acknowledged(await start({ thinkingMs: 60_000 }), line.webhook.text(aiko, '上限は？'))
  await kill()
  pass(TOKENS_OVER_MS)
  line.fail('push', fault)
  await start()
  await line.waitForCalls(1)
  await kill()
  pass(LEASES_OVER_MS)
  await start()
  await untilAllIsDone()
  expect(line.textsTo(aiko)).toEqual([echoOf('上限は？')])
  expect(ways().every((way) => way.startsWith('push'))).toBe(true)
  expect(ways().at(-1)).toBe(last)
  expect(new Set(sendCalls().map(({ retryKey }) => retryKey)).size).toBe(1)
})
