import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../storage/ground/clock.ts'
import { differences, type Identity, type Manifest, readManifest, type StoredFile } from './manifest.ts'

/**
 * Files that belong together are a generation: `<set>-<id>.<leg>`, and `<set>-<id>.manifest` written last. Each has its
 * own copies, so that the one before can take over when the newest is damaged or the corpus was put back.
 */
export interface GenerationSet {
  folder: string
  name: 'index' | 'embeddings'
}

/** Hands out the files of one generation; each is verified against its checksum first, and throws when it fails. */
export interface VerifiedFiles {
  identity: Identity
  /** The bytes of a leg. */
  bytes(leg: string): Promise<Buffer>
  /** The path of a leg whose bytes have been verified, for native code that reads the file itself. */
  path(leg: string): Promise<string>
}

/** What was opened, or why nothing was. `rolledBack` names what was wrong with the newer ones that were passed over. */
export type Opened<T> =
  | { value: T; identity: Identity; rolledBack?: string }
  | { value: undefined; reason: string; absent: boolean }

interface Generation {
  id: string
  /** Of its manifest, or of its newest file while there is none. */
  modifiedAt: number
  hasManifest: boolean
}

export const generationFile = ({ folder, name }: GenerationSet, id: string, leg: string): string =>
  join(folder, `${name}-${id}.${leg}`)

/** Generations in the folder, newest first. */
export async function listGenerations(set: GenerationSet): Promise<Generation[]> {
  const named = new RegExp(`^${set.name}-([0-9a-z-]+)\\.([a-z]+)$`)
  const found = new Map<string, Generation>()
  for (const entry of await readdir(set.folder).catch(() => [])) {
    const [, id, leg] = named.exec(entry) ?? []
    if (id === undefined) continue
    const modifiedAt = await stat(join(set.folder, entry)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )
    const known = found.get(id) ?? { id, modifiedAt: 0, hasManifest: false }
    const isManifest = leg === 'manifest'
    if (isManifest || !known.hasManifest) {
      known.modifiedAt = isManifest ? modifiedAt : Math.max(known.modifiedAt, modifiedAt)
    }
    known.hasManifest ||= isManifest
    found.set(id, known)
  }
  return [...found.values()].sort((a, b) => b.modifiedAt - a.modifiedAt || (a.id < b.id ? 1 : -1))
}

/**
 * Reads the newest generation that is whole and of the wanted identity. What is damaged is removed: it is of no use to
 * anyone. Never throws.
 */
export async function openGeneration<T>(
  set: GenerationSet,
  wanted: Identity,
  clock: Clock,
  read: (files: VerifiedFiles) => Promise<T>,
): Promise<Opened<T>> {
  const reasons: string[] = []
  const generations = await listGenerations(set)
  for (const { id, hasManifest } of generations) {
    const manifest = hasManifest ? await manifestOf(set, id) : undefined
    const other = manifest ? differences(manifest.identity, wanted) : []
    if (manifest && other.length > 0) {
      reasons.push(`other ${other.join(', ')}`)
      continue
    }
    if (manifest) {
      try {
        const value = await read(verifiedFiles(set, id, manifest))
        if (reasons.length === 0) return { value, identity: manifest.identity }
        // From now on it is the newest, and the next start has nothing to tell.
        const now = new Date(clock.now())
        await utimes(generationFile(set, id, 'manifest'), now, now).catch(() => undefined)
        return { value, identity: manifest.identity, rolledBack: reasons.join('; ') }
      } catch (thrown) {
        reasons.push(thrown instanceof Error ? thrown.message : 'unreadable')
      }
    } else reasons.push(hasManifest ? 'manifest unreadable' : 'manifest missing')
    // Files without a manifest may be those that another process is writing.
    if (hasManifest) await removeGeneration(set, id)
  }
  return { value: undefined, absent: generations.length === 0, reason: reasons[0] ?? 'manifest missing' }
}

const manifestOf = (set: GenerationSet, id: string): Promise<Manifest | undefined> =>
  readFile(generationFile(set, id, 'manifest'), 'utf8').then(readManifest, () => undefined)

function verifiedFiles(set: GenerationSet, id: string, { identity, files }: Manifest): VerifiedFiles {
  const damaged = (leg: string) => new Error(`${leg} file missing or damaged`)
  const matches = (file: StoredFile | undefined, bytes: number, sha256: string) =>
    file?.bytes === bytes && file.sha256 === sha256
  return {
    identity,
    async bytes(leg) {
      const bytes = await readFile(generationFile(set, id, leg)).catch(() => undefined)
      if (!bytes || !matches(files[leg], bytes.length, sha256Of(bytes))) throw damaged(leg)
      return bytes
    },
    async path(leg) {
      const path = generationFile(set, id, leg)
      const found = await describeFile(path).catch(() => undefined)
      if (!found || !matches(files[leg], found.bytes, found.sha256)) throw damaged(leg)
      return path
    },
  }
}

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Length and checksum of a file, read in pieces: a graph of many passages is large. */
export async function describeFile(path: string): Promise<StoredFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer)
    bytes += (piece as Buffer).length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** Removes the files of a generation, its manifest first: without it nothing of the rest is used. */
export async function removeGeneration(set: GenerationSet, id: string): Promise<void> {
  const entries = (await readdir(set.folder).catch(() => [])).filter((entry) => entry.startsWith(`${set.name}-${id}.`))
  entries.sort((a, b) => Number(b.endsWith('.manifest')) - Number(a.endsWith('.manifest')))
  for (const entry of entries) await rm(join(set.folder, entry), { force: true }).catch(() => undefined)
}
