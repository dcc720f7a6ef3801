import { createHash } from 'node:crypto'
import type { ReadySource } from './sources/read-sources.ts'

/** Goes up when the readers read otherwise, so that what was kept is read anew. */
const readersVersion = 1

/** Of everything that decides what a source's pages become. */
export function settingsHash(source: ReadySource): string {
  return createHash('sha256')
    .update(`${readersVersion}\0${JSON.stringify(source)}`)
    .digest('hex')
}
