import { createHash } from 'node:crypto'
import { z } from 'zod'
import { analyzerVersion } from '../analysis/analyzer.ts'
import type { IndexedDocument } from './lexical-index.ts'
import { denseDimensions, rankingVersion } from './ranking.ts'

/** The file that names the files of an index; renamed into place last. */
export const manifestName = 'manifest.json'

/** Raise it whenever the form of the stored files changes. */
export const formatVersion = 3

const storedFile = z.strictObject({
  name: z.string().regex(/^[a-z]+-[0-9a-f]{16}\.(?:bin|hnsw)$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
})

/** What a stored index was built from and by, and the checksums without which no byte of it is used. */
export const manifestSchema = z.strictObject({
  formatVersion: z.number(),
  analyzerVersion: z.number(),
  rankingVersion: z.number(),
  corpusHash: z.string(),
  /** Of the passages as indexed: they change with the code that cuts them, even where the corpus stays. */
  passagesHash: z.string(),
  dimensions: z.number(),
  documentCount: z.number().int().nonnegative(),
  files: z.strictObject({ lexical: storedFile, dense: storedFile }),
})
export type Manifest = z.infer<typeof manifestSchema>
export type StoredFile = z.infer<typeof storedFile>

/** The part of a manifest that must be as it is today for a stored index to be used. */
export type IndexIdentity = Omit<Manifest, 'files'>

/** The identity of an index of these documents, as this code would build it. */
export function identityOf(corpusHash: string, documents: readonly IndexedDocument[]): IndexIdentity {
  const hash = createHash('sha256')
  for (const document of documents) hash.update(JSON.stringify(document)).update('\n')
  return {
    formatVersion,
    analyzerVersion,
    rankingVersion,
    corpusHash,
    passagesHash: hash.digest('hex'),
    dimensions: denseDimensions,
    documentCount: documents.length,
  }
}

/** Names what differs, for the log; empty when the stored index is of this identity. */
export function differences(stored: Manifest, wanted: IndexIdentity): string[] {
  const names = [
    'formatVersion',
    'analyzerVersion',
    'rankingVersion',
    'corpusHash',
    'passagesHash',
    'dimensions',
    'documentCount',
  ] as const
  return names.filter((name) => stored[name] !== wanted[name])
}
