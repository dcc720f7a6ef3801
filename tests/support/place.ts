import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An empty database of its own, for one test. */
export interface Place {
  url: string
  remove(): Promise<void>
}

/** A SQLite file in a directory that is made only when the store is opened. */
export async function createSqlitePlace(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'madoguchi-'))
  return {
    url: `sqlite:${join(directory, 'data', `${randomUUID()}.sqlite`)}`,
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}
