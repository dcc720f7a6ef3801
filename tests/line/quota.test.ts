import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdReasons } from '../../adapters/line/line-deliverer.ts'
import { createQuotaWatch, type QuotaWatch } from '../../adapters/line/quota.ts'
import { createQuotaRelease } from '../../adapters/line/release-quota.ts'
import { writePayload } from '../../bot/delivery.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { UNTIL_RELEASED } from '../../storage/held.ts'
import { openStore } from '../../storage/open-store.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { Store } from '../../storage/store.ts'
import { createMovableClock, type MovableClock } from '../support/movable-clock.ts'

const minute = 60_000
const hour = 60 * minute

let clock: MovableClock
let store: Store
let quota: QuotaWatch
let release: () => Promise<void>
/** What LINE says; undefined while it does not answer. */
let told: { limit: number; used: number } | undefined

/** Five minutes and more: LINE is asked again. */
async function later(ms = 6 * minute): Promise<void> {
  clock.advance(ms)
  await quota.refreshWhenDue()
}

beforeEach(async () => {
  clock = createMovableClock()
  store = await openStore({ url: 'sqlite::memory:', clock, identifiers: randomIdentifiers, logger: silentLogger })
  told = { limit: 200, used: 100 }
  const ask = async (name: string) => {
    if (!told) throw new Error('no answer')
    return (name === 'quota' ? { type: 'limited', value: told.limit } : { totalUsage: told.used }) as never
  }
  quota = createQuotaWatch({ store, clock, logger: silentLogger, calls: { ask } })
  release = createQuotaRelease({ store, clock, quota })
  await quota.refreshWhenDue()
})

afterEach(() => store.close())

/** Words that were stopped by the quota, each to another user; the texts come back in the order they were written. */
async function hold(...texts: string[]): Promise<void> {
  for (const text of texts) {
    const event = { eventId: text, door: 'line' as const, conversationKey: text, occurredAt: clock.now() }
    await store.acceptEvents([{ ...event, kind: 'message', text, replyTo: {} }])
    const { id } = await store.database
      .selectFrom('conversations')
      .select('id')
      .where('conversation_key', '=', text)
      .executeTakeFirstOrThrow()
    const replies = [{ text, citations: [], suggestions: [] }]
    const payload = writePayload({ replies, sender: 'staff', messageId: text })
    await store.transaction((unit) => enqueueDelivery(unit, { conversationId: id, payload, replyTo: {} }))
    const begun = await store.beginDelivery(['line'], 1_000, async () => ({ way: 'push' }))
    if (!begun) throw new Error('nothing to deliver')
    await store.finishAttempt(begun, { status: 'held', reason: holdReasons.quota, until: UNTIL_RELEASED }, 0)
    clock.advance(1)
  }
}

async function released(): Promise<unknown[]> {
  await release()
  const rows = await store.database
    .selectFrom('outbox')
    .select('message_id')
    .where('status', '=', 'pending')
    .orderBy('message_id')
    .execute()
  return rows.map((row) => row.message_id)
}

test('what we sent is counted until the figure of LINE has grown by it', async () => {
  for (let count = 0; count < 60; count += 1) await quota.count()
  const used: unknown[] = []
  for (const says of [100, 100, 130, 160, 165]) {
    told = { limit: 200, used: says }
    await later()
    used.push((await quota.state())?.used)
  }
  expect(used).toEqual([160, 160, 160, 160, 165])
})

test('what LINE has not counted within a day, it never will', async () => {
  await quota.count()
  await later(23 * hour)
  expect(await quota.state()).toEqual({ limit: 200, used: 101 })
  await later(2 * hour)
  expect(await quota.state()).toEqual({ limit: 200, used: 100 })
})

test('a greater quota in the middle of the month sets free what it has room for, the oldest first', async () => {
  told = { limit: 100, used: 100 }
  await later()
  await hold('1', '2', '3')
  expect(await released()).toEqual([])
  told = { limit: 102, used: 100 }
  await later()
  expect(await released()).toEqual(['1', '2'])
})

test('nothing held is pushed at night; the new month begins at eight', async () => {
  clock.advance(Date.parse('2026-11-30T20:00:00+09:00') - clock.now())
  told = { limit: 100, used: 100 }
  await later()
  await hold('1')
  clock.advance(4 * hour)
  told = { limit: 100, used: 0 }
  expect(await released()).toEqual([])
  clock.advance(7 * hour + 30 * minute)
  expect(await released()).toEqual([])
  clock.advance(hour)
  expect(await released()).toEqual(['1'])
})

test('where LINE does not tell, its words about the month hold, and nothing is set free until it tells', async () => {
  told = undefined
  expect(await quota.isUsedUp(true)).toBe(true)
  await hold('1')
  expect(await quota.mayPush()).toBe(false)
  expect(await released()).toEqual([])
  told = { limit: 200, used: 100 }
  await later()
  expect(await released()).toEqual(['1'])
})
