import { Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { createDoorCount, createStandBack, newDoorMemory } from '../../storage/door-courtesy.ts'

afterEach(() => vi.restoreAllMocks())

const timed = (work: () => void): number => {
  const began = performance.now()
  work()
  return performance.now() - began
}

test('a thread behind the doors stands still while somebody waits, for a moment at most', () => {
  const memory = newDoorMemory()
  const [atTheDoor, standBack] = [createDoorCount(memory), createStandBack(memory)]
  atTheDoor(1)
  expect(timed(standBack)).toBeGreaterThanOrEqual(1.9)
  atTheDoor(-1)
  const free = Array.from({ length: 100 }, () => timed(standBack)).sort((one, other) => one - other)
  expect(free[50]).toBeLessThan(0.5)
})

test('it goes on as soon as they have been answered', async () => {
  const memory = newDoorMemory()
  const atTheDoor = createDoorCount(memory)
  atTheDoor(1)
  const thread = new Worker(
    `import { parentPort, workerData } from 'node:worker_threads'
     const { createStandBack } = await import(workerData.script)
     const stand = createStandBack(workerData.memory, 60_000)
     parentPort.once('message', () => {
       const began = performance.now()
       stand()
       parentPort.postMessage(performance.now() - began)
     })
     parentPort.postMessage('ready')`,
    {
      eval: true,
      workerData: { memory, script: new URL('../../storage/door-courtesy.ts', import.meta.url).href },
    },
  )
  const heard = () => new Promise<unknown>((resolve) => thread.once('message', resolve))
  expect(await heard()).toBe('ready')
  const over = heard()
  thread.postMessage('stand')
  setTimeout(() => atTheDoor(-1), 50)
  const stood = (await over) as number
  // It stood until then, and was woken: a minute was what it would have given.
  expect(stood).toBeGreaterThan(5)
  expect(stood).toBeLessThan(20_000)
  await thread.terminate()
})

test('who waits without an end costs it half of its time, never all', () => {
  const memory = newDoorMemory()
  // Time as it would pass if nothing else ran: a busy machine would stop the thread of this test as well.
  let now = 0
  let stood = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.spyOn(Atomics, 'wait').mockImplementation((_memory, _place, _seen, milliseconds = 0) => {
    now += milliseconds
    stood += milliseconds
    return 'timed-out'
  })
  const standBack = createStandBack(memory)
  createDoorCount(memory)(1)
  while (now < 200) {
    standBack()
    now += 0.1
  }
  expect(stood).toBeGreaterThan(200 * 0.4)
  expect(stood).toBeLessThanOrEqual(200 * 0.5 + 2)
})
