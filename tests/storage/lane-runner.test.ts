import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { type Logger, silentLogger } from '../../storage/ground/logger.ts'
import { createLaneRunner, type LaneRunnerOptions } from '../../storage/lane-runner.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { eventually } from '../support/eventually.ts'
import { createMovableClock, type MovableClock } from '../support/movable-clock.ts'
import { eventOf, sayOnce } from '../support/store-steps.ts'

let clock: MovableClock
let store: Store
let runners: { stop(): Promise<void> }[]

beforeEach(async () => {
  clock = createMovableClock()
  runners = []
  store = await openStore({ url: 'sqlite::memory:', clock, identifiers: randomIdentifiers, logger: silentLogger })
})
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()))
  await store.close()
})

function startRunner(options: Partial<LaneRunnerOptions>) {
  const runner = createLaneRunner({
    store,
    handle: async (leased) => {
      await sayOnce(store, leased)
    },
    onDead: async () => {},
    logger: silentLogger,
    drainMs: 300,
    ...options,
  })
  runners.push(runner)
  runner.start()
  return runner
}

const said = async () => {
  const rows = await store.database.selectFrom('messages').select('text').orderBy('at').orderBy('sequence').execute()
  return rows.map((row) => row.text)
}
const statuses = async () => {
  const rows = await store.database.selectFrom('inbox').select(['status', 'attempts', 'last_error']).execute()
  return rows.map((row) => ({ ...row }))
}

/** An event that failed waits for its next try: until then its time does not run. */
const isPutOff = async () => {
  const rows = await store.database.selectFrom('inbox').select('available_at').execute()
  return rows.some((row) => row.available_at > clock.now())
}

describe('an event', () => {
  test('is answered at once when it arrives, and later ones of the lane in order', async () => {
    startRunner({})
    await sleep(50)
    const began = performance.now()
    await store.acceptEvents([eventOf({ eventId: 'two', occurredAt: 2 }), eventOf({ eventId: 'one', occurredAt: 1 })])
    await eventually(async () => (await said()).length === 2)
    expect(performance.now() - began).toBeLessThan(900)
    expect(await said()).toEqual(['one', 'two'])
  })

  test('is found within a second even when nobody hints', async () => {
    const quiet: Store = Object.create(store, { listen: { value: () => () => {} } })
    startRunner({ store: quiet })
    await sleep(50)
    await store.acceptEvents([eventOf({ eventId: 'unannounced' })])
    await eventually(async () => (await said()).length === 1, 2_000)
  })

  test('from outside is taken in while a backlog is worked off, not behind it', async () => {
    const backlog = Array.from({ length: 200 }, (_, at) =>
      eventOf({ eventId: `${at}`, conversationKey: `visitor-${at}` }),
    )
    await store.acceptEvents(backlog)
    let done = 0
    startRunner({
      handle: async (leased) => {
        await sayOnce(store, leased)
        done += 1
      },
    })
    // What a socket brings is heard as a timer is: once the loop turns.
    await sleep(1)
    expect(await store.acceptEvents([eventOf({ eventId: 'late', conversationKey: 'late' })])).toEqual(['late'])
    expect(done).toBeLessThan(backlog.length)
    await eventually(async () => (await said()).length === backlog.length + 1, 10_000)
  })

  test('whose turn fails is tried again, not at once', async () => {
    let tries = 0
    startRunner({
      handle: async (leased) => {
        tries += 1
        if (tries < 3) throw new Error('transient')
        await sayOnce(store, leased)
      },
    })
    await store.acceptEvents([eventOf({ eventId: 'stubborn' })])
    await eventually(isPutOff)
    await sleep(300)
    expect(tries).toBe(1)
    clock.advance(1_000)
    store.notify('inbox')
    await eventually(async () => tries === 2 && (await isPutOff()))
    clock.advance(1_000)
    await sleep(300)
    expect(tries).toBe(2)
    clock.advance(1_000)
    await eventually(async () => (await said()).length === 1)
    expect(tries).toBe(3)
  })

  test('that fails five times is told to staff once and becomes a dead letter; the next one is answered', async () => {
    const dead: string[] = []
    startRunner({
      handle: async (leased) => {
        if (leased.event.eventId === 'poison') throw new Error('never')
        await sayOnce(store, leased)
      },
      onDead: async (leased) => {
        dead.push(leased.event.eventId)
      },
    })
    await store.acceptEvents([eventOf({ eventId: 'poison' }), eventOf({ eventId: 'next', occurredAt: 2_000 })])
    await eventually(async () => {
      clock.advance(60_000)
      store.notify('inbox')
      return (await said()).includes('next')
    })
    expect(dead).toEqual(['poison'])
    expect(await store.deadLetters(10)).toMatchObject([{ id: 'web:poison', error: 'internal' }])
    expect(await statuses()).toContainEqual({ status: 'dead', attempts: 5, last_error: 'internal' })
  })

  test('that ends the process each time becomes a dead letter without being run again', async () => {
    await store.acceptEvents([eventOf({ eventId: 'killer' })])
    for (let count = 0; count < 5; count += 1) {
      await store.claimEvent(1_000)
      clock.advance(1_000)
    }
    let handled = false
    const dead: string[] = []
    startRunner({
      handle: async () => {
        handled = true
      },
      onDead: async (leased) => {
        dead.push(leased.event.eventId)
      },
    })
    await eventually(async () => (await store.deadLetters(1)).length === 1)
    expect({ handled, dead }).toEqual({ handled: false, dead: ['killer'] })
  })

  test('is a dead letter even when nobody could be told', async () => {
    await store.acceptEvents([eventOf()])
    startRunner({
      handle: async () => {
        throw new Error('never')
      },
      onDead: async () => {
        throw new Error('nor this')
      },
    })
    await eventually(async () => {
      clock.advance(60_000)
      store.notify('inbox')
      return (await store.deadLetters(1)).length === 1
    })
  })

  test('whose handler forgot to complete it is tried again after a moment', async () => {
    let tries = 0
    startRunner({
      handle: async () => {
        tries += 1
      },
    })
    await store.acceptEvents([eventOf()])
    await eventually(async () => (await statuses())[0]?.last_error === 'not completed')
    clock.advance(1_000)
    store.notify('inbox')
    await eventually(() => tries === 2)
  })
})

describe('a turn', () => {
  test('that hangs is ended at its deadline, and what it says afterwards is not written', async () => {
    const { promise: hung, resolve: wake } = Promise.withResolvers<void>()
    const endings: string[] = []
    let signalled = false
    startRunner({
      turnDeadlineMs: 50,
      handle: async (leased, signal) => {
        signal.addEventListener('abort', () => {
          signalled = true
        })
        await hung
        endings.push(await sayOnce(store, leased))
      },
    })
    await store.acceptEvents([eventOf()])
    await eventually(async () => (await statuses())[0]?.last_error === 'unavailable')
    expect(signalled).toBe(true)
    wake()
    await eventually(() => endings.length > 0)
    expect(endings).toEqual(['lost'])
    expect(await said()).toEqual([])
  })

  test('of one conversation does not wait for a slow one of another; no more than the limit run at once', async () => {
    let running = 0
    let most = 0
    startRunner({
      concurrency: 3,
      handle: async (leased) => {
        running += 1
        most = Math.max(most, running)
        await sleep(20)
        running -= 1
        await sayOnce(store, leased)
      },
    })
    await store.acceptEvents(Array.from({ length: 9 }, (_, index) => eventOf({ conversationKey: `visitor-${index}` })))
    await eventually(async () => (await said()).length === 9)
    expect(most).toBe(3)
  })
})

describe('stopping', () => {
  test('lets the turn in hand end and takes no other', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const runner = startRunner({
      drainMs: 5_000,
      handle: async (leased) => {
        begin()
        await sleep(100)
        await sayOnce(store, leased)
      },
    })
    await store.acceptEvents([eventOf({ eventId: 'in hand' }), eventOf({ eventId: 'waiting', occurredAt: 2_000 })])
    await begun
    await runner.stop()
    expect(await said()).toEqual(['in hand'])
    expect((await store.claimEvent(1_000))?.event.eventId).toBe('waiting')
  })

  test('gives back what does not end in time', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const runner = startRunner({
      handle: () => {
        begin()
        return new Promise(() => {})
      },
    })
    await store.acceptEvents([eventOf()])
    await begun
    const from = performance.now()
    await runner.stop()
    expect(performance.now() - from).toBeLessThan(4_000)
    expect(await store.claimEvent(1_000)).toMatchObject({ attempt: 2 })
  })
})

test('the log of a failed turn holds identifiers, not the words of the resident', async () => {
  const lines: string[] = []
  const write = (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message }))
  const logger: Logger = { debug: write, info: write, warn: write, error: write }
  const secret = `電話は${randomUUID()}`
  startRunner({
    logger,
    handle: async (leased) => {
      throw new Error(`cannot read ${leased.event.text}`)
    },
  })
  await store.acceptEvents([eventOf({ eventId: 'quoted', text: secret })])
  await eventually(() => lines.length > 0)
  expect(lines[0]).toContain('quoted')
  expect(lines[0]).toMatch(/"origin":"lane-runner\.test\.ts:\d+"/)
  expect(lines.join()).not.toContain(secret)
})
