import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createHints } from '../../storage/hints.ts'
import type { Store } from '../../storage/store.ts'
import { createWorkerPool } from '../../storage/worker-pool.ts'

test('a crowd of hints costs workers one look, and the last of them is not lost', async () => {
  const hints = createHints()
  let looks = 0
  const jobs: string[] = []
  const done: string[] = []
  const pool = createWorkerPool<string>({
    name: 'test',
    store: { listen: hints.listen } as Store,
    topic: 'desk',
    gatherMs: 30,
    concurrency: 1,
    drainMs: 100,
    claim: async () => {
      looks += 1
      return jobs.shift()
    },
    run: async (job) => void done.push(job),
    logger: silentLogger,
  })
  pool.start()
  await sleep(5)
  const before = looks
  for (let count = 0; count < 100; count += 1) hints.notify('desk')
  jobs.push('the last')
  hints.notify('desk')
  await sleep(60)
  expect(done).toEqual(['the last'])
  // One that finds it, one after its end that finds nothing.
  expect(looks - before).toBeLessThanOrEqual(3)
  await pool.stop()
})
