import { createHash } from 'node:crypto'
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../storage/ground/clock.ts'
import { parseJson } from '../../storage/ground/json.ts'
import { syncFolder, temporaryName, writeFileAtomically } from './atomic-file.ts'
import { loadDenseGraph } from './dense-leg.ts'
import type { HybridIndex } from './hybrid-index.ts'
import { packLexicalIndex, unpackLexicalIndex } from './lexical-file.ts'
import {
  differences,
  type IndexIdentity,
  type Manifest,
  manifestName,
  manifestSchema,
  type StoredFile,
} from './manifest.ts'

/** A stored index, or why there is none to use; `absent` when nothing was stored at all. */
export type LoadedIndex = { index: HybridIndex } | { index: undefined; absent: boolean; reason: string }

/** Files that no manifest names are left alone this long: another process may be about to name them. */
const abandonedAfterMs = 10 * 60_000

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const unusable = (reason: string): LoadedIndex => ({ index: undefined, absent: false, reason })

/** Loads the index stored in `folder`. Every file is verified against its checksum before anything reads it. Never throws. */
export async function loadIndex(folder: string, wanted: IndexIdentity): Promise<LoadedIndex> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined)
  if (text === undefined) {
    const entries = await readdir(folder).catch(() => [])
    return { index: undefined, absent: entries.length === 0, reason: 'manifest missing' }
  }
  const manifest = manifestSchema.safeParse(parseJson(text))
  if (!manifest.success) return unusable('manifest unreadable')
  const stale = differences(manifest.data, wanted)
  if (stale.length > 0) return unusable(`other ${stale.join(', ')}`)

  const { lexical, dense } = manifest.data.files
  const lexicalBytes = await verifiedBytes(folder, lexical)
  if (!lexicalBytes) return unusable('lexical file missing or damaged')
  if (!(await verifiedBytes(folder, dense))) return unusable('dense file missing or damaged')
  try {
    const index: HybridIndex = {
      lexical: unpackLexicalIndex(lexicalBytes),
      dense: loadDenseGraph(join(folder, dense.name), wanted.dimensions, wanted.documentCount),
    }
    return index.lexical.documentCount === wanted.documentCount ? { index } : unusable('lexical file of another corpus')
  } catch (thrown) {
    return unusable(thrown instanceof Error ? thrown.message : 'unreadable')
  }
}

async function verifiedBytes(folder: string, file: StoredFile): Promise<Buffer | undefined> {
  const bytes = await readFile(join(folder, file.name)).catch(() => undefined)
  return bytes?.length === file.bytes && sha256(bytes) === file.sha256 ? bytes : undefined
}

/**
 * Stores an index in `folder`. Files are named by their content and the manifest is renamed into place last, so that a
 * reader meets the old index or the new one, and two writers at once each leave a whole one. Throws when it cannot write.
 */
export async function saveIndex(
  folder: string,
  index: HybridIndex,
  identity: IndexIdentity,
  clock: Clock,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const lexicalBytes = packLexicalIndex(index.lexical)
  const lexical = describe('lexical', 'bin', lexicalBytes)
  await writeFileAtomically(join(folder, lexical.name), lexicalBytes)
  const dense = await saveGraph(folder, index)
  const manifest: Manifest = { ...identity, files: { lexical, dense } }
  await writeFileAtomically(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  await syncFolder(folder)
  await removeAbandoned(folder, [manifestName, lexical.name, dense.name], clock)
}

const describe = (leg: string, ending: string, bytes: Buffer): StoredFile => {
  const hash = sha256(bytes)
  return { name: `${leg}-${hash.slice(0, 16)}.${ending}`, sha256: hash, bytes: bytes.length }
}

async function saveGraph(folder: string, index: HybridIndex): Promise<StoredFile> {
  const temporary = temporaryName(join(folder, 'dense'))
  try {
    // hnswlib-node writes in place and tells of a failure by nothing but a missing file.
    await index.dense.writeIndex(temporary)
    await access(temporary)
    const handle = await open(temporary, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    const stored = describe('dense', 'hnsw', await readFile(temporary))
    await rename(temporary, join(folder, stored.name))
    return stored
  } catch (thrown) {
    await rm(temporary, { force: true })
    throw thrown
  }
}

async function removeAbandoned(folder: string, kept: readonly string[], clock: Clock): Promise<void> {
  const named = /^(?:lexical|dense)(?:-[0-9a-f]{16}\.(?:bin|hnsw))?(?:\..*\.tmp)?$|^manifest\.json\..*\.tmp$/
  for (const entry of await readdir(folder)) {
    if (kept.includes(entry) || !named.test(entry)) continue
    const path = join(folder, entry)
    const age = await stat(path).then(
      ({ mtimeMs }) => clock.now() - mtimeMs,
      () => 0,
    )
    if (age > abandonedAfterMs) await rm(path, { force: true }).catch(() => undefined)
  }
}
