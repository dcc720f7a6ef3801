import { open as openFile, truncate, writeFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { storeContract } from '../contracts/store.contract.ts'
import { eventually } from '../support/eventually.ts'
import { createSqlitePlace, type Place } from '../support/place.ts'
import { eventOf } from '../support/store-steps.ts'

describe('the store on SQLite', () => {
  storeContract(createSqlitePlace)
})

const open = (url: string) =>
  openStore({ url, clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger })

describe('a SQLite file', () => {
  const places: Place[] = []
  afterEach(async () => {
    for (const place of places.splice(0)) await place.remove()
  })
  const newPlace = async () => {
    const place = await createSqlitePlace()
    places.push(place)
    return place
  }

  test('that is not a database is named, and left as it was', async () => {
    const { url } = await newPlace()
    const path = url.slice('sqlite:'.length)
    await (await open(url)).close()
    await writeFile(path, 'これはデータベースではありません。'.repeat(100))
    await expect(open(url)).rejects.toMatchObject({
      code: 'unavailable',
      publicText: expect.stringMatching(/読み取れません.*\.sqlite/),
    })
  })

  test('that lost its second half is refused at the start, not in the middle of a turn', async () => {
    const { url } = await newPlace()
    const path = url.slice('sqlite:'.length)
    await (await open(url)).close()
    await truncate(path, 20_000)
    await expect(open(url)).rejects.toMatchObject({ publicText: expect.stringContaining('壊れています') })
  })

  test('in a place where no file can be is named', async () => {
    const { url } = await newPlace()
    await (await open(url)).close()
    await expect(open(`${url}/below/a/file.sqlite`)).rejects.toMatchObject({
      code: 'unavailable',
      publicText: expect.stringContaining('開けません'),
    })
    const directory = url.slice(0, url.lastIndexOf('/'))
    await expect(open(directory)).rejects.toMatchObject({ publicText: expect.stringContaining('開けません') })
  })

  test('keeps its log in order, checks references and waits for the lock of another', async () => {
    const { url } = await newPlace()
    const store = await open(url)
    const pragma = async (name: string) => {
      const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(store.database)
      return Object.values(rows[0] ?? {})[0]
    }
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(1)
    expect(await pragma('foreign_keys')).toBe(1)
    await store.transaction(async () => {})
    expect(await pragma('busy_timeout')).toBe(5_000)
    await store.close()
  })

  test('survives a loss of power: what is acknowledged has reached the disk; a lease need not', async () => {
    const { url } = await newPlace()
    const store = await open(url)
    const disk = Promise.withResolvers<void>()
    const file = await openFile(url.slice('sqlite:'.length), 'r')
    const reach = vi
      .spyOn(Object.getPrototypeOf(file) as typeof file, 'datasync')
      .mockImplementation(() => disk.promise)
    onTestFinished(() => reach.mockRestore())
    await file.close()
    let acknowledged = false
    const accepting = store.acceptEvents([eventOf({ eventId: 'one' })]).then(() => {
      acknowledged = true
    })
    await eventually(() => reach.mock.calls.length > 0)
    expect(acknowledged).toBe(false)
    expect(await store.claimEvent(30_000)).toBeDefined()
    expect(acknowledged).toBe(false)
    disk.resolve()
    await accepting
    await store.close()
  })

  test('whose disk fails acknowledges nothing', async () => {
    const { url } = await newPlace()
    const store = await open(url)
    const file = await openFile(url.slice('sqlite:'.length), 'r')
    const failure = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
    const reach = vi.spyOn(Object.getPrototypeOf(file) as typeof file, 'datasync').mockRejectedValue(failure)
    await file.close()
    await expect(store.acceptEvents([eventOf({ eventId: 'one' })])).rejects.toMatchObject({ code: 'unavailable' })
    reach.mockRestore()
    // Delivered again by who was not told: it is known, and now it lasts.
    expect(await store.acceptEvents([eventOf({ eventId: 'one' })])).toEqual([])
    await store.close()
  })

  test('in memory serves a single process', async () => {
    const store = await open('sqlite::memory:')
    expect(await store.acceptEvents([eventOf({ eventId: 'one' })])).toEqual(['one'])
    await store.close()
  })

  test('held by another writer for long gives an error instead of a wait without end', {
    timeout: 20_000,
  }, async () => {
    const { url } = await newPlace()
    const holder = await open(url)
    const waiter = await open(url)
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const holding = holder.transaction(() => released)
    await expect(waiter.probe()).rejects.toMatchObject({ code: 'unavailable' })
    release()
    await holding
    await waiter.probe()
    await holder.close()
    await waiter.close()
  })
})

test('an address of no known kind is refused', async () => {
  await expect(open('mysql://127.0.0.1/x')).rejects.toMatchObject({ code: 'misuse' })
})
