// Whoever had an account on the machine could read the residents' words: a first `madoguchi ask` made the data folder
// open to all, and the database in it was open too.
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'

test('the database and its log are readable by their owner alone, in a folder that is open to all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-'))
  chmodSync(folder, 0o755)
  const path = join(folder, 'madoguchi.sqlite')
  const options = { clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger }
  const store = await openStore({ url: `sqlite:${path}`, ...options })
  try {
    await store.probe()
    for (const name of [path, `${path}-wal`]) expect(statSync(name).mode & 0o777, name).toBe(0o600)
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
})
