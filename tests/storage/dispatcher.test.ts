import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findConversationByKey } from '../../storage/conversations.ts'
import { createDispatcher } from '../../storage/dispatcher.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { enqueueDelivery, listDeliveries } from '../../storage/outbox.ts'
import type { Store } from '../../storage/store.ts'
import type { Deliverer, OutboxItem } from '../../storage/types.ts'
import { eventually } from '../support/eventually.ts'
import { createMovableClock, type MovableClock } from '../support/movable-clock.ts'
import { eventOf } from '../support/store-steps.ts'

let clock: MovableClock
let store: Store
let dispatchers: { stop(): Promise<void> }[]

beforeEach(async () => {
  clock = createMovableClock()
  dispatchers = []
  store = await openStore({ url: 'sqlite::memory:', clock, identifiers: randomIdentifiers, logger: silentLogger })
})
afterEach(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()))
  await store.close()
})

function startDispatcher(deliverer: Deliverer) {
  const dispatcher = createDispatcher({ store, deliverers: { web: deliverer }, logger: silentLogger, drainMs: 300 })
  dispatchers.push(dispatcher)
  dispatcher.start()
  return dispatcher
}

const say = async (text: string, key = 'visitor') => {
  await store.acceptEvents([eventOf({ conversationKey: key })])
  const conversationId = (await findConversationByKey(store.database, 'web', key))?.id ?? ''
  await store.transaction((unit) => enqueueDelivery(unit, { conversationId, payload: { text }, replyTo: {} }))
  return conversationId
}
const delivery = async (conversationId: string) => (await listDeliveries(store.database, conversationId))[0]

describe('a delivery', () => {
  test('goes out at once, in the order of its conversation', async () => {
    const sent: unknown[] = []
    startDispatcher({
      deliver: async (item) => {
        await sleep(5)
        sent.push(item.payload.text)
        return { status: 'sent' }
      },
    })
    await sleep(50)
    const began = performance.now()
    for (const text of ['一', '二', '三']) await say(text)
    await eventually(() => sent.length === 3)
    expect(performance.now() - began).toBeLessThan(900)
    expect(sent).toEqual(['一', '二', '三'])
  })

  test('is planned once, and its plan is on disk before the door is called', async () => {
    const plans: number[] = []
    const seen: { item: OutboxItem; stored: OutboxItem | undefined }[] = []
    const id = await say('一')
    startDispatcher({
      plan: (_db, _item, now) => {
        plans.push(now)
        return { by: 'reply' }
      },
      deliver: async (item) => {
        seen.push({ item, stored: await delivery(id) })
        return seen.length === 1 ? { status: 'retry', reason: 'busy' } : { status: 'sent' }
      },
    })
    await eventually(async () => (await delivery(id))?.lastError === 'busy')
    const plannedAt = clock.now()
    clock.advance(1_000)
    store.notify('outbox')
    await eventually(async () => (await delivery(id))?.status === 'sent')
    expect(plans).toEqual([plannedAt])
    expect(seen).toMatchObject([
      { item: { attempts: 0, plan: { by: 'reply' } }, stored: { attempts: 1, plan: { by: 'reply' } } },
      { item: { attempts: 1, plan: { by: 'reply' }, firstAttemptAt: plannedAt }, stored: { attempts: 2 } },
    ])
    expect(seen[0]?.item.retryKey).toBe(seen[1]?.item.retryKey)
  })

  test('sent just before the process ended is repeated with the same plan and retry key', async () => {
    const id = await say('一')
    const calls: OutboxItem[] = []
    const begun = await store.beginDelivery(['web'], 30_000, async () => ({ by: 'reply', token: 'abc' }))
    if (!begun) throw new Error('nothing to send')
    calls.push(begun.item)
    // Here the first process sends, and ends before it can record it.

    clock.advance(30_000)
    startDispatcher({
      plan: () => ({ by: 'push' }),
      deliver: async (item) => {
        calls.push(item)
        return { status: 'sent' }
      },
    })
    await eventually(async () => (await delivery(id))?.status === 'sent')
    expect(calls[1]).toMatchObject({ attempts: 1, plan: { by: 'reply', token: 'abc' }, retryKey: calls[0]?.retryKey })
    expect(calls).toHaveLength(2)
  })

  test('the door refuses for good has failed at once, and the next one goes out', async () => {
    const id = await say('一')
    await say('二')
    startDispatcher({
      deliver: async (item) =>
        item.payload.text === '一' ? { status: 'failed', reason: 'blocked' } : { status: 'sent' },
    })
    await eventually(async () => (await listDeliveries(store.database, id))[1]?.status === 'sent')
    expect(await delivery(id)).toMatchObject({ status: 'failed', lastError: 'blocked', attempts: 1 })
  })

  /** Starts a dispatcher and lets the time of each pause pass at once; returns the pauses in seconds. */
  const pausesUntilFailed = async (id: string, deliver: Deliverer['deliver']) => {
    const at: number[] = []
    startDispatcher({
      deliver: (item, signal) => {
        at.push(clock.now())
        return deliver(item, signal)
      },
    })
    await eventually(async () => {
      if ((await delivery(id))?.status === 'failed') return true
      const row = await store.database
        .selectFrom('outbox')
        .select(['available_at', 'lease_token'])
        .executeTakeFirstOrThrow()
      if (row.lease_token === null) clock.advance(Math.max(0, row.available_at - clock.now()))
      store.notify('outbox')
      return false
    })
    return at.slice(1).map((instant, index) => (instant - (at[index] ?? 0)) / 1_000)
  }

  test('that the other side cannot take is tried for three hours, further and further apart', async () => {
    const id = await say('一')
    const pauses = await pausesUntilFailed(id, async () => ({ status: 'retry', reason: 'line-unreachable' }))
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, ...Array(19).fill(600)])
    expect(await delivery(id)).toMatchObject({ attempts: 30, lastError: 'line-unreachable' })
  })

  test('that fails by a fault of our own has failed after twelve tries', async () => {
    const id = await say('一')
    const pauses = await pausesUntilFailed(id, async () => {
      throw new Error('no such bubble')
    })
    expect(pauses).toHaveLength(11)
    expect(await delivery(id)).toMatchObject({ attempts: 12, lastError: 'internal' })
  })

  test('whose process ended in each of thirty tries is not sent once more', async () => {
    const id = await say('一')
    for (let count = 0; count < 30; count += 1) {
      expect(await store.beginDelivery(['web'], 1_000)).toBeDefined()
      clock.advance(1_000)
    }
    let called = false
    startDispatcher({
      deliver: async () => {
        called = true
        return { status: 'sent' }
      },
    })
    await eventually(async () => (await delivery(id))?.status === 'failed')
    expect(called).toBe(false)
  })

  test('waits as long as the door asks', async () => {
    const id = await say('一')
    startDispatcher({ deliver: async () => ({ status: 'retry', reason: 'busy', afterMs: 7_000 }) })
    await eventually(async () => (await delivery(id))?.lastError === 'busy')
    const row = await store.database.selectFrom('outbox').select('available_at').executeTakeFirstOrThrow()
    expect(row.available_at - clock.now()).toBe(7_000)
  })

  test('that cannot be planned counts its tries like any other', async () => {
    const id = await say('一')
    startDispatcher({
      plan: () => {
        throw new Error('no plan')
      },
      deliver: async () => ({ status: 'sent' }),
    })
    await eventually(async () => (await delivery(id))?.lastError === 'internal')
    expect(await delivery(id)).toMatchObject({ status: 'pending', attempts: 1 })
  })

  test('of one conversation is not held up by a door that hangs on another', async () => {
    await say('hangs', 'a')
    const id = await say('goes', 'b')
    startDispatcher({
      deliver: (item, signal) =>
        item.payload.text === 'goes'
          ? Promise.resolve({ status: 'sent' })
          : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    await eventually(async () => (await delivery(id))?.status === 'sent')
  })
})

test('stopping gives back at once, for the next process, what does not end', async () => {
  const id = await say('一')
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const dispatcher = startDispatcher({
    deliver: () => {
      begin()
      return new Promise(() => {})
    },
  })
  await begun
  await dispatcher.stop()
  expect(await delivery(id)).toMatchObject({ status: 'pending', attempts: 1 })
  expect(await store.beginDelivery(['web'], 1_000)).toBeDefined()
})

test('a door that is not set up keeps its rows', async () => {
  const id = await say('一')
  const dispatcher = createDispatcher({ store, deliverers: {}, logger: silentLogger })
  dispatcher.start()
  await sleep(100)
  await dispatcher.stop()
  expect(await delivery(id)).toMatchObject({ status: 'pending', attempts: 0 })
})
