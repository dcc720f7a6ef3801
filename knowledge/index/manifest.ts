import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parseJson } from '../../storage/ground/json.ts'
import { analyzerVersion } from '../analysis/analyzer.ts'
import type { IndexedDocument } from './lexical-index.ts'
import { denseDimensions, rankingVersion } from './ranking.ts'

/** Raise it whenever the form of the stored files changes. */
export const formatVersion = 4

/** What stored files were built from and by. All that is wanted must be found again for them to be used. */
export type Identity = Readonly<Record<string, string | number>>

const storedFile = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
})
const contentSchema = z.strictObject({
  identity: z.record(z.string(), z.union([z.string(), z.number()])),
  /** By leg: the checksums without which no byte of a file is used. */
  files: z.record(z.string().regex(/^[a-z]+$/), storedFile),
})
/** `checksum` is over the content, so that a flipped number in the manifest itself (dimensions!) is noticed too. */
const manifestSchema = contentSchema.extend({ checksum: z.string() })

export type Manifest = z.infer<typeof contentSchema>
export type StoredFile = z.infer<typeof storedFile>

const checksumOf = ({ identity, files }: Manifest) =>
  createHash('sha256')
    .update(JSON.stringify([identity, files]))
    .digest('hex')

export const writeManifest = (manifest: Manifest): string =>
  `${JSON.stringify({ ...manifest, checksum: checksumOf(manifest) }, null, 2)}\n`

/** Undefined when the text is no manifest or a character of it changed. */
export function readManifest(text: string): Manifest | undefined {
  const { data } = manifestSchema.safeParse(parseJson(text))
  return data && data.checksum === checksumOf(data) ? data : undefined
}

/** Of what is indexed, item by item in its order: it changes with the code that cuts passages, even where the corpus stays. */
export function passagesHashOf(items: readonly unknown[]): string {
  const hash = createHash('sha256')
  for (const item of items) hash.update(JSON.stringify(item)).update('\n')
  return hash.digest('hex')
}

/** The identity of an index of these documents, as this code would build it. */
export function identityOf(corpusHash: string, documents: readonly IndexedDocument[]): Identity {
  return {
    formatVersion,
    analyzerVersion,
    rankingVersion,
    corpusHash,
    passagesHash: passagesHashOf(documents),
    dimensions: denseDimensions,
    documentCount: documents.length,
  }
}

/** Names what differs, for the log; empty when the stored files are of the wanted identity. */
export const differences = (stored: Identity, wanted: Identity): string[] =>
  Object.keys(wanted).filter((name) => stored[name] !== wanted[name])
