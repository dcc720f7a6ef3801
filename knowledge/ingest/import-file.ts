import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Importer, Reading } from './importer.ts'
import { readContent } from './read-content.ts'
import { texts } from './texts.ts'

const mostBytes = 20 * 1024 * 1024

/** The file at `path`, or every file below it in the order of their names; undefined where nothing is there. */
async function filesAt(path: string): Promise<string[] | undefined> {
  const entry = await stat(path).catch(() => undefined)
  if (!entry) return undefined
  if (!entry.isDirectory()) return [path]
  const names = await readdir(path, { recursive: true, withFileTypes: true })
  return names
    .filter((name) => name.isFile() && !name.name.startsWith('.'))
    .map((name) => join(name.parentPath, name.name))
    .sort()
}

/** Files of this machine; a file's own date counts as the day it was taken in. */
export const importFile: Importer<'file'> = async (source, { signal, progress }) => {
  const files = await filesAt(source.path)
  const reading: Reading = { drafts: [], faults: [], skipped: [], complete: true }
  if (!files)
    return { ...reading, complete: false, faults: [{ where: source.path, message: texts.noFile(source.path) }] }
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted()
    const name = relative(source.path, file).split(sep).join('/') || file.split(sep).at(-1) || file
    progress(texts.reading(source.id, index + 1, files.length, name))
    const about = await stat(file).catch(() => undefined)
    const bytes = about && about.size <= mostBytes ? await readFile(file).catch(() => undefined) : undefined
    if (!about || !bytes) {
      const message = about && about.size > mostBytes ? texts.bigFile(mostBytes / 1024 / 1024) : texts.noFile(name)
      reading.faults.push({ where: name, message })
      continue
    }
    const content = {
      bytes,
      fileName: name,
      key: name,
      where: name,
      isLocal: true,
      fetchedAt: about.mtime.toISOString(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...(source.url === undefined ? {} : { url: source.url }),
    }
    const { drafts, faults, skipped } = await readContent(content, source, source.table)
    reading.drafts.push(...drafts)
    reading.faults.push(...faults)
    reading.skipped.push(...skipped)
  }
  return { ...reading, complete: reading.faults.length === 0 }
}
