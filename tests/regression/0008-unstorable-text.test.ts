// A NUL in an address or a login was answered 500 on PostgreSQL, and stood in the log as a fault of ours.
import { expect, test } from 'vitest'
import { responseToThrow } from '../../adapters/http/error-response.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import { createPostgresPlace, postgresAvailable } from '../support/postgres.ts'

test.runIf(await postgresAvailable())('text that PostgreSQL cannot hold is a fault of the request', async () => {
  const place = await createPostgresPlace()
  const house = { clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger }
  const store = await openStore({ url: place.url, ...house })
  try {
    const thrown: unknown = await findStaffByLogin(store.database, 'a\u0000b').catch((error: unknown) => error)
    expect(responseToThrow(thrown, { method: 'POST', route: '/desk/api/login' }, silentLogger).status).toBe(400)
  } finally {
    await store.close()
    await place.remove()
  }
})
