import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { type IngestHouse, openIngestHouse, sourceOf } from '../../support/ingest-house.ts'
import { createSqlitePlace, type Place } from '../../support/place.ts'
import { startTestSite, type TestSite } from '../../support/test-site.ts'

let site: TestSite
let house: IngestHouse
let place: Place

beforeAll(async () => {
  site = await startTestSite()
  place = await createSqlitePlace()
  house = await openIngestHouse(place)
})
afterAll(async () => {
  await house.close()
  await site.close()
})

const fields = () => ({
  id: 'itabashi',
  kind: 'site',
  start: `${site.url}/`,
  exclude: ['/slow', '/files/huge.pdf', '/loop-*'],
  allowPrivate: [site.host],
})
const repeated = () => {
  const paths = site.paths().filter((path) => path !== '/robots.txt')
  return paths.filter((path, index) => paths.indexOf(path) !== index)
}

it('a run that is killed goes on where it was: at most the page under way is asked for twice', async () => {
  const script = fileURLToPath(new URL('../../support/ingest-child.ts', import.meta.url))
  const child = spawn(process.execPath, [script, place.url, house.corpus, JSON.stringify(fields())])
  const exited = once(child, 'exit')
  await eventually(() => site.visits.length >= 15)
  child.kill('SIGKILL')
  await exited
  const before = site.visits.length
  expect(before).toBeLessThan(35)
  expect(await house.open()).toEqual([])

  const report = await house.run(sourceOf(fields()))
  expect(house.progress[0]).toContain('前回の続きから')
  expect(report).toMatchObject({ open: { new: 30 }, complete: true, faults: [] })
  expect(await house.open()).toHaveLength(30)
  expect(repeated().length).toBeLessThanOrEqual(1)
})

it('--fresh asks for every page anew', async () => {
  site.visits.length = 0
  await house.run(sourceOf(fields()), { fresh: true })
  expect(site.visits.filter(({ status }) => status === 304)).toEqual([])
  expect(site.paths()).toContain('/sangyo/1019.html')
})

it('a run that was begun under other settings is not continued', async () => {
  const stopped = new AbortController()
  const running = house.run(sourceOf(fields()), { signal: stopped.signal })
  site.visits.length = 0
  await eventually(() => site.visits.length >= 5)
  stopped.abort(new Error('stopped'))
  await expect(running).rejects.toThrow('stopped')
  house.progress.length = 0
  await house.run(sourceOf({ ...fields(), operator: '板橋区産業振興課' }))
  expect(house.progress[0]).not.toContain('前回の続きから')
  expect((await house.open()).every(({ content }) => content?.includes('産業振興課'))).toBe(true)
})
