import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../storage/ground/clock.ts'
import { syncFolder, temporaryName, writeFileAtomically } from './atomic-file.ts'
import { describeFile, type GenerationSet, generationFile, listGenerations, removeGeneration } from './generations.ts'
import { type Identity, type StoredFile, writeManifest } from './manifest.ts'

/** What nothing names is left alone this long: another process may be about to name it, or be reading it. */
const abandonedAfterMs = 10 * 60_000
/** The one in use and the one before it. */
const generationsKept = 2

/**
 * Stores a generation: each leg is written beside its place by its own function, synced and renamed; the manifest comes
 * last. A reader meets the former generation or this one, and two writers at once each leave a whole one. Then sweeps
 * what is older than the generation before. Throws when it cannot write.
 */
export async function publishGeneration(
  set: GenerationSet,
  identity: Identity,
  legs: Readonly<Record<string, (path: string) => Promise<void>>>,
  clock: Clock,
): Promise<void> {
  await mkdir(set.folder, { recursive: true })
  const id = `${clock.now().toString(36)}-${randomBytes(6).toString('hex')}`
  const files: Record<string, StoredFile> = {}
  for (const [leg, write] of Object.entries(legs)) {
    files[leg] = await writeLeg(generationFile(set, id, leg), write)
  }
  await writeFileAtomically(generationFile(set, id, 'manifest'), writeManifest({ identity, files }))
  await syncFolder(set.folder)
  await sweep(set, id, clock)
}

async function writeLeg(path: string, write: (path: string) => Promise<void>): Promise<StoredFile> {
  const temporary = temporaryName(path)
  try {
    await write(temporary)
    // hnswlib-node tells of a failure by nothing but a missing file: opening it throws.
    const handle = await open(temporary, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    const stored = await describeFile(temporary)
    await rename(temporary, path)
    return stored
  } catch (thrown) {
    await rm(temporary, { force: true })
    throw thrown
  }
}

async function sweep(set: GenerationSet, current: string, clock: Clock): Promise<void> {
  const isOld = (modifiedAt: number) => clock.now() - modifiedAt > abandonedAfterMs
  const others = (await listGenerations(set)).filter(({ id }) => id !== current)
  const before = others.filter(({ hasManifest }) => hasManifest).slice(0, generationsKept - 1)
  for (const other of others) {
    if (!before.includes(other) && isOld(other.modifiedAt)) await removeGeneration(set, other.id)
  }
  for (const entry of await readdir(set.folder)) {
    if (!leftBehind.test(entry)) continue
    const path = join(set.folder, entry)
    const modifiedAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => clock.now(),
    )
    if (isOld(modifiedAt)) await rm(path, { force: true }).catch(() => undefined)
  }
}

/** Half-written files of a killed process, and the files of the form before generations. */
const leftBehind =
  /^(?:index|embeddings|vectors|lexical|dense|manifest)\b.*\.tmp$|^manifest\.json$|^(?:lexical|dense)-[0-9a-f]{16}\.(?:bin|hnsw)$/
