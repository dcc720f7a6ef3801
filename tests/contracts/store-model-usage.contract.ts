import { describe, expect, test } from 'vitest'
import { addModelUsage, tokensUsedOn } from '../../storage/model-usage.ts'
import type { StoreBench } from './store-bench.ts'

/** The tokens of a day are one sum, whoever asked. */
export function modelUsageContract(bench: StoreBench): void {
  describe('the tokens of a day', () => {
    test('are those of all models and all processes, and begin anew with the next day', async () => {
      const other = await bench.open()
      const { database } = bench.store
      expect(await tokensUsedOn(database, '2026-11-23')).toBe(0)
      const used = { calls: 1, inputTokens: 700, outputTokens: 40 }
      await Promise.all([
        addModelUsage(database, '2026-11-23', 'a', used),
        addModelUsage(other.database, '2026-11-23', 'a', used),
        addModelUsage(other.database, '2026-11-23', 'b', used),
      ])
      expect(await tokensUsedOn(database, '2026-11-23')).toBe(3 * 740)
      expect(await tokensUsedOn(database, '2026-11-24')).toBe(0)
    })
  })
}
