import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../index/atomic-file.ts'

/**
 * Vectors already paid for, by what was embedded. One file a model and length, of records of one size:
 * key (32 bytes: SHA-256 of model, dimensions and text), vector (32-bit floats), and the first 8 bytes of the SHA-256 of
 * both. A damaged record is lost alone; records are only added at the end, so that a build that is killed goes on later.
 */
export interface VectorCache {
  /** Of the stored vectors; undefined while there is none. */
  readonly dimensions: number | undefined
  readonly size: number
  has(text: string): boolean
  get(text: string): number[] | undefined
  /** Adds vectors of one length and makes them durable. */
  add(entries: readonly (readonly [text: string, vector: readonly number[]])[]): Promise<void>
  /** Forgets all vectors of this model, its file included. */
  clear(): Promise<void>
  /** Keeps the vectors of these texts alone, once most of the others are of no use. */
  compact(texts: readonly string[]): Promise<void>
}

const keyBytes = 32
const checkBytes = 8

const digest = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const modelName = (model: string) => digest(model).toString('hex').slice(0, 16)
const recordBytes = (dimensions: number) => keyBytes + 4 * dimensions + checkBytes
const fileName = (model: string, dimensions: number) => `vectors-${modelName(model)}-${dimensions}`
const namePattern = /^vectors-([0-9a-f]{16})-(\d{1,5})$/

/** Removes the vectors of every other model: after a whole index of this one. */
export async function removeOtherVectors(folder: string, model: string): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    const [, name] = namePattern.exec(entry) ?? []
    if (name !== undefined && name !== modelName(model)) await rm(join(folder, entry), { force: true })
  }
}

/** True when vectors of this model have been stored. */
export const hasStoredVectors = async (folder: string, model: string): Promise<boolean> =>
  (await storedDimensions(folder, model)) !== undefined

export async function openVectorCache(folder: string, model: string): Promise<VectorCache> {
  const vectors = new Map<string, Uint8Array>()
  let dimensions = await storedDimensions(folder, model)
  const keyOf = (text: string) => digest(model, '\0', String(dimensions), '\0', text)
  const path = () => join(folder, fileName(model, dimensions ?? 0))
  let torn = false

  if (dimensions !== undefined) {
    const size = recordBytes(dimensions)
    const bytes = await readFile(path()).catch(() => Buffer.alloc(0))
    torn = bytes.length % size !== 0
    for (let start = 0; start + size <= bytes.length; start += size) {
      const record = bytes.subarray(start, start + size)
      const content = record.subarray(0, size - checkBytes)
      if (digest(content).compare(record, size - checkBytes, size, 0, checkBytes) !== 0) torn = true
      else vectors.set(content.toString('hex', 0, keyBytes), content.subarray(keyBytes))
    }
    // A file without a whole record says nothing about the model: its length is found out anew.
    if (vectors.size === 0) dimensions = undefined
  }

  const recordOf = (key: Uint8Array, vector: Uint8Array) =>
    Buffer.concat([key, vector, digest(key, vector).subarray(0, checkBytes)])
  const rewrite = () => {
    const records = [...vectors].map(([key, vector]) => recordOf(Buffer.from(key, 'hex'), vector))
    torn = false
    return writeFileAtomically(path(), Buffer.concat(records))
  }

  return {
    get dimensions() {
      return dimensions
    },
    get size() {
      return vectors.size
    },
    has: (text) => vectors.has(keyOf(text).toString('hex')),
    get(text) {
      const bytes = vectors.get(keyOf(text).toString('hex'))
      return bytes && Array.from(new Float32Array(Uint8Array.from(bytes).buffer))
    },
    async add(entries) {
      const first = entries[0]
      if (!first) return
      dimensions ??= first[1].length
      await mkdir(folder, { recursive: true })
      const added = entries.map(([text, vector]) => {
        const key = keyOf(text)
        const bytes = new Uint8Array(Float32Array.from(vector).buffer)
        vectors.set(key.toString('hex'), bytes)
        return recordOf(key, bytes)
      })
      // Behind a record cut short nothing could be read again: the whole ones are written anew first.
      if (torn) return rewrite()
      const file = await open(path(), 'a')
      try {
        await file.appendFile(Buffer.concat(added))
        await file.sync()
      } finally {
        await file.close()
      }
    },
    async clear() {
      vectors.clear()
      for (const entry of await readdir(folder).catch(() => [])) {
        if (namePattern.exec(entry)?.[1] === modelName(model)) await rm(join(folder, entry), { force: true })
      }
      dimensions = undefined
      torn = false
    },
    async compact(texts) {
      const used = new Set(texts.map((text) => keyOf(text).toString('hex')))
      // The other half may be of the generation before, or of records that come back.
      if (vectors.size <= 2 * used.size) return
      for (const key of [...vectors.keys()]) if (!used.has(key)) vectors.delete(key)
      await rewrite()
    },
  }
}

/** The length of the vectors last stored for a model. */
async function storedDimensions(folder: string, model: string): Promise<number | undefined> {
  let newest: { dimensions: number; modifiedAt: number } | undefined
  for (const entry of await readdir(folder).catch(() => [])) {
    const [, name, digits] = namePattern.exec(entry) ?? []
    if (name !== modelName(model)) continue
    const { mtimeMs: modifiedAt } = await stat(join(folder, entry)).catch(() => ({ mtimeMs: 0 }))
    if (!newest || modifiedAt > newest.modifiedAt) newest = { dimensions: Number(digits), modifiedAt }
  }
  return newest?.dimensions
}
