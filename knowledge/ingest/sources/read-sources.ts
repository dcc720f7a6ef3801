import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError } from '../../../storage/ground/errors.ts'
import { japaneseIssueText } from '../../record/issue-text.ts'
import { type Mapping, readMapping } from '../read/table-records.ts'
import { type DocumentSource, type Source, sourcesFileSchema } from './source-schema.ts'
import { readYamlLines, type YamlReading } from './yaml-lines.ts'

/** A source with its mapping read and its path made absolute. */
export type ReadySource = Source & { table?: Mapping }

export interface Sources {
  contact?: string
  sources: ReadySource[]
}

const fault = (file: string, faults: readonly string[]): AppError =>
  new AppError('misuse', 'the sources file has faults', {
    publicText: `${file} に誤りがあります:\n${faults.map((line) => `  - ${line}`).join('\n')}`,
  })

async function readYaml(file: string): Promise<Exclude<YamlReading, { broken: unknown }>> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('misuse', 'unreadable file', { publicText: `ファイルを開けません: ${file}`, cause })
  })
  const read = readYamlLines(content)
  if (!('broken' in read)) return read
  const { line, code } = read.broken
  throw new AppError('misuse', 'not YAML', { publicText: `${file}:${line}: YAML として読めません（${code}）` })
}

/** Reads and checks the sources file and the mappings it names. Throws `misuse` with every fault in Japanese. */
export async function readSources(file: string): Promise<Sources> {
  const { data, lineOf } = await readYaml(file)
  const read = sourcesFileSchema.safeParse(data, { error: japaneseIssueText })
  if (!read.success)
    throw fault(
      file,
      read.error.issues.map(({ path, message }) => `${lineOf(path)}行目 ${path.join('.') || '全体'}: ${message}`),
    )
  const { contact, sources } = read.data
  const ids = sources.map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  if (twice.length > 0) throw fault(file, [`id が重なっています: ${twice.join('、')}`])
  const folder = dirname(resolve(file))
  const ready = await Promise.all(sources.map((source) => prepare(source, folder, file)))
  return { ...(contact === undefined ? {} : { contact }), sources: ready }
}

async function prepare(source: Source, folder: string, file: string): Promise<ReadySource> {
  const placed = source.kind === 'file' ? { ...source, path: resolve(folder, source.path) } : source
  if (!('mapping' in placed) || placed.mapping === undefined) return placed
  const inFile = typeof placed.mapping === 'string' ? resolve(folder, placed.mapping) : undefined
  const written = inFile === undefined ? placed.mapping : (await readYaml(inFile)).data
  const read = readMapping(withConstantsOf(placed, written))
  if ('faults' in read)
    throw fault(
      inFile ?? file,
      read.faults.map((line) => `${source.id}: ${line}`),
    )
  return { ...placed, table: read.mapping }
}

/** What the source says of itself holds for every row of its table, unless the mapping says otherwise. */
function withConstantsOf(source: DocumentSource, mapping: unknown): unknown {
  if (typeof mapping !== 'object' || mapping === null) return mapping
  const { level, areas, operator, purposes, confidence, sourceKind: kind, licence, id } = source
  const url = 'url' in source ? source.url : undefined
  const own = 'constants' in mapping && typeof mapping.constants === 'object' ? mapping.constants : {}
  const origin = { title: `${operator ?? id}の一覧表`, kind, ...(url ? { url } : {}), ...(licence ? { licence } : {}) }
  const said = Object.entries({ level, areas, operator, purposes, confidence, sources: [origin] })
  const known = Object.fromEntries(said.filter(([, value]) => value !== undefined))
  return { ...mapping, constants: { ...known, ...own } }
}
