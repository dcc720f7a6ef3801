import { readdir, writeFile } from 'node:fs/promises'
import type { Clock } from '../../storage/ground/clock.ts'
import { loadDenseGraph, writeDenseGraph } from './dense-leg.ts'
import { type GenerationSet, type Opened, openGeneration } from './generations.ts'
import type { HybridIndex } from './hybrid-index.ts'
import { packLexicalIndex, unpackLexicalIndex } from './lexical-file.ts'
import type { Identity } from './manifest.ts'
import { publishGeneration } from './publish-generation.ts'

const indexSet = (folder: string): GenerationSet => ({ folder, name: 'index' })

/**
 * Loads the index stored in `folder`, or says why there is none to use; `absent` when nothing was stored at all. Every
 * file is verified against its checksum before anything reads it. Never throws.
 */
export async function loadIndex(folder: string, wanted: Identity, clock: Clock): Promise<Opened<HybridIndex>> {
  const opened = await openGeneration(indexSet(folder), wanted, clock, async (files) => {
    const lexical = unpackLexicalIndex(await files.bytes('lexical'))
    if (lexical.documentCount !== wanted.documentCount) throw new Error('lexical file of another corpus')
    const dense = loadDenseGraph(await files.path('dense'), Number(wanted.dimensions), lexical.documentCount)
    return { lexical, dense }
  })
  if (opened.value || !opened.absent) return opened
  // A folder with anything in it has lost its index; an empty one never had any.
  const entries = await readdir(folder).catch(() => [])
  return { ...opened, absent: entries.length === 0 }
}

/** Stores an index in `folder` as its newest generation. Throws when it cannot write. */
export async function saveIndex(folder: string, index: HybridIndex, identity: Identity, clock: Clock): Promise<void> {
  const legs = {
    lexical: (path: string) => writeFile(path, packLexicalIndex(index.lexical)),
    dense: (path: string) => writeDenseGraph(index.dense, path),
  }
  await publishGeneration(indexSet(folder), identity, legs, clock)
}
