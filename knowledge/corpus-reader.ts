import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { AppError } from '../storage/ground/errors.ts'
import { type Fault, type Locate, readRecord } from './record/read-record.ts'
import type { KnowledgeRecord } from './record/schema.ts'

export interface LocatedRecord {
  record: KnowledgeRecord
  /** Line and column of a value in the record's file. */
  locate: Locate
}

export interface CorpusReading {
  /** Records without faults of their own, by id, in the order of their files. */
  records: Map<string, LocatedRecord>
  /** Files that are left out, and references that lead nowhere (their records stay). */
  faults: Fault[]
  /** SHA-256 over the sorted file names and their contents. */
  hash: string
}

/** A record approved from a proposal: its file as text. It takes the place of the folder's record of the same id. */
export interface PublishedRecord {
  id: string
  content: string
}

/** Record files of a corpus folder, relative to it, with `/`, sorted; README.md is not a record. */
export async function listRecordFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true }).catch((cause: unknown) => {
    throw new AppError('unavailable', `the corpus folder cannot be read: ${directory}`, {
      cause,
      publicText: `コーパスのフォルダーを読めません: ${directory}`,
      retryable: false,
    })
  })
  return entries
    .map((entry) => entry.split(sep).join('/'))
    .filter((entry) => entry.endsWith('.md') && !/(^|\/)(README\.md|\..*)$/i.test(entry))
    .sort()
}

/**
 * Reads every record under `directory`, and those published beside it, whose file is named `published/<id>.md`. Throws
 * `unavailable` only when the folder itself cannot be read.
 */
export async function readCorpus(
  directory: string,
  published: readonly PublishedRecord[] = [],
): Promise<CorpusReading> {
  const records: CorpusReading['records'] = new Map()
  const faults: Fault[] = []
  const hash = createHash('sha256')
  const files = await listRecordFiles(directory)
  const contents = await Promise.all(
    files.map((file) => readFile(join(directory, file), 'utf8').catch(() => undefined)),
  )
  const fromFolder = files.map((file, index) => ({ file, content: contents[index] }))
  const fromStaff = published.map(({ id, content }) => ({ file: `published/${id}.md`, content }))
  const replaced = new Set(published.map(({ id }) => id))
  for (const { file, content } of [...fromStaff, ...fromFolder]) {
    if (content === undefined) {
      faults.push({ file, line: 1, column: 1, message: 'ファイルを読めません' })
      continue
    }
    hash.update(`${file}\0${Buffer.byteLength(content)}\0${content}\0`)
    const reading = readRecord(file, content)
    if (!reading.record) {
      faults.push(...reading.faults)
      continue
    }
    const { record, locate } = reading
    const earlier = records.get(record.id)
    if (!earlier) records.set(record.id, { record, locate })
    else if (!replaced.has(record.id)) {
      const message = `id「${record.id}」は ${earlier.record.file} と重なっています`
      faults.push({ file, ...locate(['id']), message })
    }
  }
  return { records, faults: [...faults, ...danglingReferences(records)], hash: hash.digest('hex') }
}

function danglingReferences(records: CorpusReading['records']): Fault[] {
  const faults: Fault[] = []
  for (const { record, locate } of records.values()) {
    const references = [
      ...record.related.map((id, index) => ({ id, path: ['related', index] })),
      ...(record.successor === undefined ? [] : [{ id: record.successor, path: ['successor'] }]),
    ]
    for (const { id, path } of references) {
      if (records.has(id)) continue
      faults.push({ file: record.file, ...locate(path), message: `${path[0]}: id「${id}」の記録がありません` })
    }
  }
  return faults
}
