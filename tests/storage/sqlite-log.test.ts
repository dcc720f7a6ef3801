import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSqliteLog, type SqliteLog } from '../../storage/sqlite-log.ts'

let folder: string
let log: SqliteLog
/** The turns of the disk under way, in the order they began; each ends when it is told to. */
let turns: { end(): void; fail(error: Error): void }[]
let endAtOnce: boolean

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'))
  const path = join(folder, 'house.sqlite')
  await writeFile(`${path}-wal`, '')
  turns = []
  endAtOnce = false
  const file = await open(`${path}-wal`, 'r+')
  vi.spyOn(Object.getPrototypeOf(file), 'datasync').mockImplementation(() => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    turns.push({ end: resolve, fail: reject })
    if (endAtOnce) resolve()
    return promise
  })
  await file.close()
  log = createSqliteLog(path)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await log.close()
  await rm(folder, { recursive: true, force: true })
})

const begun = (count: number) => vi.waitFor(() => expect(turns).toHaveLength(count))
/** Lets everything happen that waits for no disk. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

test('whom LINE waits for does not wait for a turn of the disk that began before its commit, for our own work', async () => {
  const ours = log.settle(false)
  await begun(1)
  const first = log.settle(true)
  await begun(2)
  turns[1]?.end()
  await first
  turns[0]?.end()
  await ours
})

test('our own work waits while the disk works for those who go first', async () => {
  const first = log.settle(true)
  await begun(1)
  const ours = log.settle(false)
  await pause()
  expect(turns).toHaveLength(1)
  turns[0]?.end()
  await first
  await begun(2)
  turns[1]?.end()
  await ours
})

test('who comes while a turn runs never takes that one for its own: it began too early', async () => {
  const one = log.settle(true)
  await begun(1)
  const settled: string[] = []
  const others = [log.settle(true), log.settle(true)].map((other) => other.then(() => settled.push('other')))
  turns[0]?.end()
  await one
  await begun(2)
  expect(settled).toEqual([])
  turns[1]?.end()
  await Promise.all(others)
  // Both shared one turn.
  expect(turns).toHaveLength(2)
})

test('a disk that fails is told to who waited for that turn, and the next one is tried anew', async () => {
  const failed = log.settle(true)
  const told = expect(failed).rejects.toMatchObject({ code: 'unavailable' })
  await begun(1)
  const ours = log.settle(false)
  turns[0]?.fail(new Error('EIO'))
  await told
  await begun(2)
  turns[1]?.end()
  await ours
})

test('what nobody waits for comes to the disk within a second, or sooner with what somebody waits for', async () => {
  log.settleSoon()
  log.settleSoon()
  await pause()
  expect(turns).toHaveLength(0)
  await vi.waitFor(() => expect(turns).toHaveLength(1), { timeout: 1_000 })
  turns[0]?.end()
  log.settleSoon()
  const waited = log.settle(true)
  await begun(2)
  turns[1]?.end()
  await waited
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(turns).toHaveLength(2)
})

test('on a quick disk the thread of the doors waits for it itself, unless others wait behind or the disk has become slow', async () => {
  let mayStop = true
  const path = join(folder, 'house.sqlite')
  const doors = createSqliteLog(path, () => mayStop)
  endAtOnce = true
  // The first shows how quick the disk is.
  await doors.settle(true)
  await doors.settle(true)
  expect(turns).toHaveLength(1)

  mayStop = false
  await doors.settle(true)
  expect(turns).toHaveLength(2)

  endAtOnce = false
  const slow = doors.settle(true)
  await begun(3)
  await pause()
  turns[2]?.end()
  await slow
  mayStop = true
  endAtOnce = true
  await doors.settle(true)
  expect(turns).toHaveLength(4)
  await doors.close()
})

test('it never waits itself while a turn for those who go first runs or is to run: a failure would be told to one alone', async () => {
  endAtOnce = true
  let alone = false
  const crowded = createSqliteLog(join(folder, 'house.sqlite'), () => alone)
  await crowded.settle(true)
  endAtOnce = false
  const running = crowded.settle(true)
  await begun(2)
  const queued = crowded.settle(true)
  alone = true
  let settled = false
  const mine = crowded.settle(true).then(() => {
    settled = true
  })
  await pause()
  expect(settled).toBe(false)
  turns[1]?.end()
  await running
  await begun(3)
  turns[2]?.end()
  await Promise.all([queued, mine])
  await crowded.close()
})
