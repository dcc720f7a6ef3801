import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

/** A name beside `path` that no other process uses. */
export const temporaryName = (path: string): string => `${path}.${process.pid}-${randomUUID()}.tmp`

/** Writes a file that readers see whole or not at all: beside its place, synced, then renamed over it. */
export async function writeFileAtomically(path: string, content: string | Buffer): Promise<void> {
  const temporary = temporaryName(path)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (thrown) {
    await rm(temporary, { force: true })
    throw thrown
  }
}

/** Makes the entries of a folder durable; where a folder cannot be opened for this, its files still are. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  if (!folder) return
  try {
    await folder.sync().catch(() => undefined)
  } finally {
    await folder.close()
  }
}
