import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createSqliteCheckpoints } from '../../storage/sqlite-checkpoints.ts'
import { openSqliteFile } from '../../storage/sqlite-dialect.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoints-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the log is moved into the database beside the process, and never in the midst of a commit', async () => {
  const file = join(folder, 'house.sqlite')
  const database = openSqliteFile(file)
  const checkpoints = createSqliteCheckpoints(file, silentLogger)
  database.exec('create table words (id integer primary key, text text)')
  const insert = database.prepare('insert into words (text) values (?)')
  // Far more pages than those at which SQLite would move them by itself, were it left to.
  for (let commit = 0; commit < 1_600; commit += 1) insert.run('言葉'.repeat(1_000))
  const before = (await stat(file)).size
  expect(before).toBeLessThan(100_000)
  for (let commit = 0; commit < 500; commit += 1) checkpoints.committed()
  await vi.waitFor(async () => expect((await stat(file)).size).toBeGreaterThan(5_000_000), 10_000)
  // Once everything has been moved the log is begun anew: it does not grow for ever. What was written while the thread
  // was still at work stays behind, so each try tells of more commits.
  await vi.waitFor(async () => {
    const log = (await stat(`${file}-wal`)).size
    for (let commit = 0; commit < 10; commit += 1) insert.run('言葉'.repeat(1_000))
    const grown = (await stat(`${file}-wal`)).size
    for (let commit = 0; commit < 500; commit += 1) checkpoints.committed()
    expect(grown).toBe(log)
  }, 10_000)
  await checkpoints.close()
  database.close()
  expect(await readdir(folder)).toEqual(['house.sqlite'])
})
