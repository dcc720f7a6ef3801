import { expect, it } from 'vitest'
import { drillIndexFiles } from './index-files.ts'
import { drillLine } from './line.ts'
import { drillModelCalls } from './model-calls.ts'

it('an index folder spoiled a hundred times never ends the process, and the answers are right each time', async () => {
  const report = await drillIndexFiles({ rounds: 100, seed: 7, batch: 50 })
  expect(report.crashes).toEqual([])
  expect(report.faults).toEqual([])
  expect(report.outcomes.rebuilt).toBeGreaterThan(20)
  expect(report.outcomes['rolled back']).toBeGreaterThan(10)
}, 60_000)

it('the drill sees a process that ends, and goes on behind it', async () => {
  const report = await drillIndexFiles({ rounds: 4, seed: 7, dieAt: 1 })
  expect(report.crashes).toMatchObject([{ round: 1, signal: 'SIGSEGV' }])
  expect(Object.values(report.outcomes).reduce((sum, count) => sum + count, 0)).toBe(3)
})

it('two hundred questions to a model that fails now and then leave no listener, no warning and no untrue answer', async () => {
  const report = await drillModelCalls({ rounds: 200 })
  expect(report).toMatchObject({ untrue: 0, warnings: [], unhandled: [], listeners: 0 })
  expect(report.results.used).toBeGreaterThan(150)
  expect(report.results.repaired).toBeGreaterThan(0)
  expect(report.calls).toBeGreaterThan(200)
}, 120_000)

it('LINE refuses, breaks off and loses answers, the house is killed: each acknowledged message is answered once', async () => {
  const report = await drillLine({ users: 8, messages: 3, kills: 3, spoiltPercent: 25, seed: 7 })
  expect(report).toMatchObject({ unanswered: [], twice: [], invalid: [], kills: 3 })
  expect(report.acknowledged).toBeGreaterThanOrEqual(24)
  expect(Object.keys(report.spoilt).length).toBe(4)
}, 240_000)
