import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSpool, type Spool } from '../../storage/spool.ts'

let folder: string
let path: string
let opened: Spool[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'))
  path = join(folder, 'house.sqlite-spool')
  opened = []
})
afterEach(async () => {
  for (const spool of opened) await spool.close()
  await rm(folder, { recursive: true, force: true })
})

function open(first: boolean): Spool {
  const spool = createSpool(path, { first, mayStop: () => false })
  opened.push(spool)
  return spool
}
const takenOf = (spool: Spool, after = 0) => spool.read(after, 100).map(({ taken }) => taken)

test('what one thread puts in, another reads in the order it came, from where it left off', async () => {
  const [door, back] = [open(true), open(false)]
  for (const taken of ['one', 'two', 'three']) await door.put(taken)
  expect(takenOf(back)).toEqual(['one', 'two', 'three'])
  const [first] = back.read(0, 1)
  expect(takenOf(back, first?.id)).toEqual(['two', 'three'])
})

test('who has read up to a place finds what came after all was forgotten', async () => {
  const [door, back] = [open(true), open(false)]
  await door.put('one')
  const ids = back.read(0, 100).map(({ id }) => id)
  await back.forget(ids)
  expect(takenOf(back)).toEqual([])
  await door.put('two')
  expect(takenOf(back, ids[0])).toEqual(['two'])
})

test("its files are its owner's alone", async () => {
  const door = open(true)
  await door.put('one')
  for (const name of [path, `${path}-wal`]) expect(statSync(name).mode & 0o077).toBe(0)
})

test('another program that writes is waited for, while the thread goes on; for ever it is not', async () => {
  const door = open(true)
  await door.put('one')
  const other = new DatabaseSync(path)
  other.exec('begin immediate')
  let turns = 0
  const turning = setInterval(() => {
    turns += 1
  }, 5)
  const waiting = door.put('two')
  await sleep(100)
  other.exec('commit')
  await waiting
  clearInterval(turning)
  expect(turns).toBeGreaterThan(3)
  expect(takenOf(door)).toEqual(['one', 'two'])

  other.exec('begin immediate')
  await expect(door.put('three')).rejects.toMatchObject({ code: 'unavailable' })
  other.exec('commit')
  other.close()
})
