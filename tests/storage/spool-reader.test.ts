import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../../storage/ground/errors.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Spool } from '../../storage/spool.ts'
import { createSpoolReader } from '../../storage/spool-reader.ts'
import type { Store } from '../../storage/store.ts'
import type { Ticker } from '../../storage/ticker.ts'
import { eventually } from '../support/eventually.ts'
import { createMovableClock } from '../support/movable-clock.ts'
import { createSqlitePlace, type Place } from '../support/place.ts'
import { eventOf } from '../support/store-steps.ts'

const clock = createMovableClock()
let place: Place
let store: Store
let spool: Spool
let accepted: string[]
/** What `accept` does beside; throws for what it does not take. */
let judge: (taken: string) => void
let readers: Ticker[]

beforeEach(async () => {
  place = await createSqlitePlace()
  store = await openStore({ url: place.url, clock, identifiers: randomIdentifiers, logger: silentLogger })
  spool = store.spool as Spool
  accepted = []
  judge = () => {}
  readers = []
})
afterEach(async () => {
  for (const reader of readers) await reader.stop()
  await store.close()
  await place.remove()
})

function startReader(): Ticker {
  const reader = createSpoolReader({
    spool,
    store,
    logger: silentLogger,
    accept: async (rows) => {
      for (const taken of rows) judge(taken)
      const events = rows.map((taken) => eventOf({ eventId: taken, conversationKey: taken }))
      await store.acceptEvents(events, undefined, { spooled: true })
      accepted.push(...rows)
    },
  })
  reader.start()
  readers.push(reader)
  return reader
}
async function put(taken: string): Promise<void> {
  await spool.put(taken)
  store.notify('spool')
}
const left = () => spool.read(0, 100).map(({ taken }) => taken)
const inInbox = async () =>
  (await store.database.selectFrom('inbox').select('payload').execute()).map(
    ({ payload }) => JSON.parse(payload).eventId,
  )

test('what stands there from before and what comes is put into the inbox, in its order, and then forgotten', async () => {
  for (const taken of ['one', 'two']) await spool.put(taken)
  startReader()
  await put('three')
  await eventually(() => accepted.length === 3)
  expect(accepted).toEqual(['one', 'two', 'three'])
  await eventually(() => left().length === 0)
  expect((await inInbox()).toSorted()).toEqual(['one', 'three', 'two'])
})

test('it is forgotten only once the inbox is on the disk, and met again by who did not come to that', async () => {
  let mayReach = false
  const settled = store.settle
  store.settle = async () => {
    if (!mayReach) throw new AppError('unavailable', 'the disk did not take it')
    await settled()
  }
  startReader()
  await put('one')
  await eventually(() => accepted.length === 1)
  await readers.pop()?.stop()
  expect(left()).toEqual(['one'])

  mayReach = true
  startReader()
  await eventually(() => left().length === 0)
  expect(accepted).toEqual(['one', 'one'])
  expect(await inInbox()).toEqual(['one'])
})

test('one that cannot be put into the inbox holds up nobody, is kept, and tried again', async () => {
  judge = (taken) => {
    if (taken === 'poison') throw new Error('of a shape that is not known')
  }
  await spool.put('before')
  await spool.put('poison')
  await spool.put('next')
  startReader()
  await put('later')
  await eventually(() => accepted.includes('later'))
  expect(accepted).toEqual(['before', 'next', 'later'])
  await eventually(() => left().length === 1)
  expect(left()).toEqual(['poison'])

  judge = () => {}
  clock.advance(61_000)
  await eventually(() => accepted.includes('poison'))
  await eventually(() => left().length === 0)
})

test('while the database is out of reach all wait, and come in the order they came', async () => {
  let reachable = false
  judge = () => {
    if (!reachable) throw new AppError('unavailable', 'the database cannot be used now')
  }
  startReader()
  for (const taken of ['one', 'two', 'three']) await put(taken)
  await eventually(() => left().length === 3)
  reachable = true
  await eventually(() => accepted.length === 3)
  expect(accepted).toEqual(['one', 'two', 'three'])
})

test('a stop leaves nothing behind that could be put into the inbox', async () => {
  const reader = startReader()
  const taken = Array.from({ length: 250 }, () => randomUUID())
  for (const one of taken) await spool.put(one)
  await reader.stop()
  expect(accepted).toEqual(taken)
  expect(left()).toEqual([])
})

test('nothing of it can be read in its files once all was quiet for a minute', async () => {
  startReader()
  const word = 'マイナンバーは123456789018です'
  for (let count = 0; count < 20; count += 1) await put(`${word} ${count}`)
  const files = ['', '-wal'].map((suffix) => `${place.url.slice('sqlite:'.length)}-spool${suffix}`)
  const readable = async () =>
    (await Promise.all(files.map((file) => readFile(file)))).some((bytes) => bytes.includes(word))
  await eventually(() => left().length === 0)
  expect(await readable()).toBe(true)
  clock.advance(61_000)
  await eventually(async () => !(await readable()))
  // The door goes on with the files it had open.
  await put('and on')
  await eventually(() => accepted.includes('and on'))
})
