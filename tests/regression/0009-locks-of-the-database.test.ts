// A second opening of the database in the same process dropped the locks of the first: another program then took its log away.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteFile } from '../../storage/sqlite-dialect.ts'

/** The locks that the system knows on a file, of whichever process. */
async function locksOn(path: string): Promise<string[]> {
  const { ino } = await stat(path)
  return (await readFile('/proc/locks', 'utf8')).split('\n').filter((line) => line.includes(`:${ino} `))
}

test('opening the database again leaves the locks of whoever has it open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'locks-'))
  const path = join(folder, 'house.sqlite')
  const first = openSqliteFile(path)
  first.exec('create table things (id integer)')
  const before = await locksOn(path)
  expect(before.length).toBeGreaterThan(0)
  const second = openSqliteFile(path)
  expect((await locksOn(path)).length).toBeGreaterThanOrEqual(before.length)
  second.close()
  first.close()
  await rm(folder, { recursive: true, force: true })
})
