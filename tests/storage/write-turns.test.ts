import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createWriteTurns, newTurnMemory } from '../../storage/write-turns.ts'

function twoSides() {
  const memory = newTurnMemory()
  return { doors: createWriteTurns(memory, { first: true }), behind: createWriteTurns(memory, { first: false }) }
}

test('one writes at a time; who waits goes on as soon as the turn is given back', async () => {
  const { doors, behind } = twoSides()
  await doors.take()
  let turn = ''
  const waiting = behind.take().then(() => {
    turn = 'behind'
  })
  await sleep(10)
  expect(turn).toBe('')
  doors.giveBack()
  await waiting
  expect(turn).toBe('behind')
})

test('the thread of the doors goes before others that have waited longer', async () => {
  const memory = newTurnMemory()
  const [doors, ...others] = [true, false, false].map((first) => createWriteTurns(memory, { first }))
  const [holder, patient] = others
  if (!doors || !holder || !patient) throw new Error('three sides')
  await holder.take()
  const order: string[] = []
  const second = patient.take().then(() => order.push('behind'))
  await sleep(5)
  const first = doors.take().then(() => order.push('doors'))
  await sleep(5)
  holder.giveBack()
  await first
  await sleep(10)
  expect(order).toEqual(['doors'])
  doors.giveBack()
  await second
  expect(order).toEqual(['doors', 'behind'])
})

test('a thread that ended in the midst of its turn holds nobody up for long, and the turns go on in order', async () => {
  const { doors, behind } = twoSides()
  await behind.take()
  const began = performance.now()
  await doors.take()
  expect(performance.now() - began).toBeLessThan(5_000)
  let turn = 'doors'
  const waiting = behind.take().then(() => {
    turn = 'behind'
  })
  await sleep(10)
  expect(turn).toBe('doors')
  doors.giveBack()
  await waiting
})
