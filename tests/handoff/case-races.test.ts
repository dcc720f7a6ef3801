import { describe, expect, it, vi } from 'vitest'
import { raceForCases } from '../drills/cases/claim-races.ts'
import { raceReplies } from '../drills/cases/reply-races.ts'
import { postgresAvailable } from '../support/postgres.ts'
import { databases } from './support/house.ts'

vi.setConfig({ testTimeout: 240_000 })

/** Bounded runs of `npm run drill -- claims` and `-- replies`, at real servers (`main.ts serve`). */
describe.skipIf(!(await postgresAvailable()))('two servers over one database', () => {
  it('give a case to one of two who press at the same time, and tell the other who has it', async () => {
    const report = await raceForCases(30)
    expect(report.faults).toEqual([])
    expect(report.right).toBe(30)
  })
})

describe.each(await databases())('a reply of staff while the bot composes, on %s', (_name, createPlace) => {
  it('is never followed by the late answer, which stays in the house as a draft', async () => {
    const report = await raceReplies({ createPlace, races: 20, seed: 5 })
    expect(report.faults).toEqual([])
    expect(report.dropped).toBeGreaterThan(0)
  })
})
