import { expect, it, vi } from 'vitest'
import { runHistories } from '../drills/cases/histories.ts'
import { createSqlitePlace } from '../support/place.ts'

vi.setConfig({ testTimeout: 400_000 })
// The one check that catches a late answer, out of order on purpose.
vi.mock('../../storage/control-epoch.ts', () => ({ epochStands: async () => true }))

it('the random histories notice a bot that talks over people: without the check of the epoch they fail', async () => {
  const run = runHistories({ createPlace: createSqlitePlace, histories: 200, seed: 20_261_126, shrink: false })
  const failure = await run.then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  )
  expect(failure?.message).toContain('Counterexample')
  expect(String(failure?.cause)).toMatch(/3\. (?:the bot spoke over|a late answer left the house)/)
})
