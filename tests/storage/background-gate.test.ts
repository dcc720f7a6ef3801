import { setTimeout as sleep, setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createBackgroundGate } from '../../storage/background-gate.ts'

/** How often the event loop turned until the work was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0
  let over = false
  const done = work.then(() => {
    over = true
  })
  while (!over) {
    await turnOfTheLoop()
    turns += 1
  }
  await done
  return turns
}

test('transactions of several turns run one in each turn of the loop, so that a webhook is heard between any two', async () => {
  const gate = createBackgroundGate({ oneAtATime: true })
  const order: string[] = []
  const turn = async (name: string) => {
    for (const stretch of [1, 2, 3]) {
      await gate.pass(async () => order.push(`${name}${stretch}`))
    }
  }
  const turns = await turnsDuring(Promise.all([turn('a'), turn('b'), turn('c')]))
  expect(order).toHaveLength(9)
  expect(turns).toBeGreaterThanOrEqual(9)
})

test('while somebody outside waits, no transaction of the workers begins', async () => {
  const gate = createBackgroundGate({ oneAtATime: true })
  const answered = gate.goFirst()
  const done: string[] = []
  const passing = gate.pass(async () => done.push('transaction'))
  await sleep(10)
  expect(done).toEqual([])
  answered()
  await passing
  expect(done).toEqual(['transaction'])
})

test('who never answers holds the workers up for a moment only', async () => {
  const gate = createBackgroundGate({ oneAtATime: true })
  gate.goFirst()
  const began = performance.now()
  await gate.pass(async () => {})
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('a transaction that fails ends the wait of those behind it', async () => {
  const gate = createBackgroundGate({ oneAtATime: true })
  const failed = gate.pass(async () => Promise.reject(new Error('no')))
  const next = gate.pass(async () => 'next')
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('next')
})

test('the threads behind are told while somebody waits at a door, and what they write stands back for it', async () => {
  const told: string[] = []
  const gate = createBackgroundGate({
    oneAtATime: true,
    neighbourhood: {
      atTheDoor: (change) => void told.push(change > 0 ? 'comes' : 'goes'),
      standBack: () => void told.push('stands back'),
    },
  })
  const answered = gate.goFirst()
  expect(gate.waiting()).toBe(1)
  answered()
  answered()
  expect(gate.waiting()).toBe(0)
  await gate.pass(async () => told.push('transaction'))
  expect(told).toEqual(['comes', 'goes', 'stands back', 'transaction'])
})
