import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { writeFact } from '../../storage/facts.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { storeContract } from '../contracts/store.contract.ts'
import { createPostgresPlace, postgresAvailable } from '../support/postgres.ts'

const available = await postgresAvailable()

const open = (url: string) =>
  openStore({ url, clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger })

describe.skipIf(!available)('the store on PostgreSQL', () => {
  storeContract(createPostgresPlace)

  test('a lost connection is replaced and does not end the process', async () => {
    const place = await createPostgresPlace()
    const store = await open(place.url)
    const killSelf = store.transaction((unit) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(unit))
    await expect(killSelf).rejects.toMatchObject({ code: 'unavailable' })
    await store.probe()
    await store.close()
    await place.remove()
  })

  test('a transaction that lost a deadlock is run again', async () => {
    const place = await createPostgresPlace()
    const store = await open(place.url)
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
    const cross = (first: string, second: string, mine: number) =>
      store.transaction(async (unit) => {
        await writeFact(unit, first, first)
        both[mine as 0 | 1].resolve()
        await both[(1 - mine) as 0 | 1].promise
        await writeFact(unit, second, second)
      })
    await Promise.all([cross('a', 'b', 0), cross('b', 'a', 1)])
    await store.close()
    await place.remove()
  })
})

test('a PostgreSQL that does not answer is named without its password', async () => {
  const opening = open('postgres://someone:geheim@127.0.0.1:9/none')
  await expect(opening).rejects.toMatchObject({
    code: 'unavailable',
    publicText: expect.stringContaining('127.0.0.1:9/none'),
  })
  await expect(opening).rejects.not.toMatchObject({ publicText: expect.stringContaining('geheim') })
})
