import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createHints } from '../../storage/hints.ts'
import type { Store } from '../../storage/store.ts'
import { createWorkerPool } from '../../storage/worker-pool.ts'
import { eventually } from '../support/eventually.ts'

/** Works on `desk`. */
const poolOf = (
  hints: ReturnType<typeof createHints>,
  options: Pick<
    Parameters<typeof createWorkerPool<string>>[0],
    'claim' | 'concurrency' | 'gatherMs' | 'run' | 'seenBeside'
  >,
) =>
  createWorkerPool<string>({
    name: 'test',
    store: { listen: hints.listen } as Store,
    topics: ['desk'],
    drainMs: 100,
    logger: silentLogger,
    ...options,
  })

test('a crowd of hints costs workers one look, and the last of them is not lost', async () => {
  const hints = createHints()
  let looks = 0
  const jobs: string[] = []
  const done: string[] = []
  const pool = poolOf(hints, {
    gatherMs: 30,
    concurrency: 1,
    claim: async () => {
      looks += 1
      return jobs.shift()
    },
    run: async (job) => void done.push(job),
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

test('what a hint names is taken without a look, also what has to wait for room', async () => {
  const hints = createHints()
  const waiting = new Set(['a', 'b', 'c'])
  const asked: (readonly string[] | undefined)[] = []
  const done: string[] = []
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const pool = poolOf(hints, {
    concurrency: 2,
    claim: async (ids) => {
      asked.push(ids)
      const [job] = ids ?? waiting
      return job !== undefined && waiting.delete(job) ? job : undefined
    },
    run: async (job) => {
      await held
      done.push(job)
    },
  })
  const taken = [...waiting]
  waiting.clear()
  pool.start()
  await sleep(5)
  for (const id of taken) waiting.add(id)
  asked.length = 0
  hints.notify('desk', taken)
  await sleep(20)
  expect(asked).toEqual([['a'], ['b']])
  release()
  await sleep(20)
  expect(done).toEqual(['a', 'b', 'c'])
  expect(asked.slice(2)).toEqual([['c']])
  await pool.stop()
})

test('hints that name what is new put off no look for what is due again, nor the one after it', async () => {
  const hints = createHints()
  let due = true
  let found = 0
  const pool = poolOf(hints, {
    concurrency: 4,
    claim: async (ids) => {
      // Longer than it takes until more is named: there is always a name left.
      await sleep(2)
      if (ids) return ids[0]
      const job = due ? 'due again' : undefined
      due = false
      return job
    },
    run: async (job) => {
      if (job === 'due again') found += 1
    },
  })
  const stream = setInterval(() => hints.notify('desk', ['new', 'newer', 'newest']), 5)
  pool.start()
  for (const count of [1, 2, 3]) {
    await eventually(() => found === count, 1_500, `look ${count}`)
    due = true
  }
  clearInterval(stream)
  await pool.stop()
})

test('what one look has found is taken by name, however little room there is; what it could not see by the next', async () => {
  const hints = createHints()
  const waiting = new Set(Array.from({ length: 12 }, (_, index) => `job ${index}`))
  const sees = 5
  let looks = 0
  const beside = new Map<string, string[]>()
  const done: string[] = []
  const pool = poolOf(hints, {
    concurrency: 2,
    claim: async (ids) => {
      if (!ids) looks += 1
      const [job, ...others] = ids ?? [...waiting].slice(0, sees)
      if (job === undefined || !waiting.delete(job)) return undefined
      if (!ids) beside.set(job, others)
      return job
    },
    seenBeside: (job) => beside.get(job),
    run: async (job) => {
      await sleep(1)
      done.push(job)
    },
  })
  pool.start()
  await eventually(() => done.length >= 12)
  expect(done.toSorted()).toEqual(Array.from({ length: 12 }, (_, index) => `job ${index}`).toSorted())
  // Five, five and two.
  expect(looks).toBeLessThanOrEqual(4)
  await pool.stop()
})
