// A start that failed at its last step said so and went on listening: the process never ended, and answered nobody.
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { openDoors } from '../../adapters/open-doors.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { createFakeConsultant } from '../handoff/support/fake-consultant.ts'
import { freePort } from '../support/loopback.ts'

test('when the set-up address cannot be made, nothing listens any more', async () => {
  const house = { clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger }
  const store = await openStore({ url: 'sqlite::memory:', ...house })
  const settings = {
    PORT: await freePort(),
    HOST: '127.0.0.1',
    OPERATOR_NAME: '窓口',
    LINE_API_BASE_URL: 'http://127.0.0.1:9',
    LINE_DATA_API_BASE_URL: 'http://127.0.0.1:9',
    WEB_ALLOWED_ORIGINS: [],
  }
  const doors = await openDoors({
    ...house,
    settings,
    store,
    office: {
      consultant: createFakeConsultant().consultant,
      records: new Map(),
      lineAccount: () => undefined,
      markRead() {},
      start: async () => {},
      isThere: async () => {},
      close: async () => {},
    },
    registry: new Registry(),
  })
  await store.transaction((unit) => unit.schema.dropTable('sessions').execute())
  await store.transaction((unit) => unit.schema.dropTable('staff').execute())
  await expect(doors.open()).rejects.toThrow('staff')
  await expect(fetch(`http://127.0.0.1:${settings.PORT}/healthz`)).rejects.toThrow('fetch failed')
  await store.close()
})
