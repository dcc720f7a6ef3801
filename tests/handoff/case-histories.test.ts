import { describe, expect, it, vi } from 'vitest'
import { runHistories } from '../drills/cases/histories.ts'
import { databases } from './support/house.ts'

vi.setConfig({ testTimeout: 400_000 })

/** A bounded run of `npm run drill -- cases`, which goes through thousands. */
describe.each(await databases())(
  'random histories of user, bot, staff, time and crashes on %s',
  (_name, createPlace) => {
    it('break none of the ten invariants', async () => {
      const report = await runHistories({ createPlace, histories: 30, seed: 20_261_123, mostSteps: 16 })
      expect(report.histories).toBe(30)
      expect(report.lateAnswers).toBeGreaterThan(0)
      expect(Object.keys(report.states)).toEqual(
        expect.arrayContaining(['AFTER_HOURS', 'OFFERED', 'ACTIVE', 'WRAP_UP']),
      )
    })
  },
)
