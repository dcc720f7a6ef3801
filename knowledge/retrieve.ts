import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { systemClock } from '../storage/ground/clock.ts'
import { quantile } from '../storage/ground/quantile.ts'
import { buildLexicon, emptyLexicon } from './analysis/lexicon.ts'
import { readSudachiThesaurus } from './analysis/sudachi-thesaurus.ts'
import { buildHybridIndex, createSearcher, type HybridIndex } from './index/hybrid-index.ts'
import { saveIndex } from './index/index-store.ts'
import type { IndexedDocument } from './index/lexical-index.ts'
import { identityOf } from './index/manifest.ts'
import { questionLine, readJsonLines } from './retrieval/read-lines.ts'
import { readPassageFolder } from './retrieval/read-passages.ts'

export interface RetrieveOptions {
  /** Folder of passages: `*.jsonl` of `{"id","title"?,"text"}`, or Markdown. */
  corpusDirectory: string
  /** Questions, a JSON line each: `{"id","text"}`. */
  batch: Readable
  /** How the batch is called in messages. */
  batchName: string
  /** Hits a question, at most. */
  top: number
  /** A line for each question: `{"id","hits":[{"id","score"}]}`. */
  output: Writable
  /** Messages about bad lines; at the end one JSON line of statistics. */
  notes: Writable
}

export interface RetrieveStatistics {
  passages: number
  buildMs: number
  p50Ms: number
  p95Ms: number
  rssMb: number
  indexBytes: number
}

/**
 * Indexes a folder for this once and answers a batch of questions from it. A bad line is told with its file and line and
 * costs only itself. Returns the statistics and the number of bad lines; throws `misuse` for a folder without passages.
 */
export async function retrieve(options: RetrieveOptions): Promise<{ statistics: RetrieveStatistics; faults: number }> {
  const { batch, batchName, top, output, notes } = options
  const { ids, documents, records, faults } = await readPassageFolder(options.corpusDirectory)
  for (const fault of faults) await writeLine(notes, fault)

  const started = performance.now()
  const lexicon = records.length > 0 ? buildLexicon(records) : emptyLexicon
  const index = buildHybridIndex(documents, { lexicon, thesaurus: await readSudachiThesaurus() })
  const searcher = createSearcher(
    index,
    documents.map(({ group }) => group),
    lexicon,
  )
  const buildMs = performance.now() - started

  const times: number[] = []
  let badLines = faults.length
  for await (const line of readJsonLines(batch, batchName, questionLine)) {
    if (line.value === undefined) {
      badLines += 1
      await writeLine(notes, line.fault)
      continue
    }
    const { id, text } = line.value
    const asked = performance.now()
    const found = searcher.search(text, { limit: top })
    times.push(performance.now() - asked)
    const hits = found.map(({ group, score }) => ({ id: ids[group], score: rounded(score, 5) }))
    await writeLine(output, JSON.stringify({ id, hits }))
  }

  times.sort((a, b) => a - b)
  const statistics: RetrieveStatistics = {
    passages: documents.length,
    buildMs: Math.round(buildMs),
    p50Ms: rounded(quantile(times, 0.5), 3),
    p95Ms: rounded(quantile(times, 0.95), 3),
    rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    indexBytes: await storedBytes(index, documents),
  }
  await writeLine(notes, JSON.stringify(statistics))
  return { statistics, faults: badLines }
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

async function writeLine(stream: Writable, line: string): Promise<void> {
  if (!stream.write(`${line}\n`)) await once(stream, 'drain')
}

/** What the index would take on disk, found by storing it in a folder that is thrown away. */
async function storedBytes(index: HybridIndex, documents: readonly IndexedDocument[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-retrieve-'))
  try {
    await saveIndex(folder, index, identityOf('throw-away', documents), systemClock)
    const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size))
    return sizes.reduce((sum, size) => sum + size, 0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
