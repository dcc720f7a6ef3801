import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { AppError } from '../../storage/ground/errors.ts'
import type { IndexedDocument } from '../index/lexical-index.ts'
import { passagesOf } from '../index/passages.ts'
import { readRecord } from '../record/read-record.ts'
import type { KnowledgeRecord } from '../record/schema.ts'
import { passageLine, readJsonLines } from './read-lines.ts'

export interface PassageFolder {
  /** Ids by group: what a hit names. */
  ids: string[]
  documents: IndexedDocument[]
  /** The corpus records among the files; their names make the dictionary. */
  records: KnowledgeRecord[]
  /** `file:line: message` of what could not be read. */
  faults: string[]
}

/**
 * Reads a folder of passages: `*.jsonl` of `{"id","title"?,"text"}`, corpus records, and any other Markdown (one passage
 * a file, its id the path without the ending). Throws `misuse` when the folder cannot be read or holds no passage.
 */
export async function readPassageFolder(directory: string): Promise<PassageFolder> {
  const entries = await readdir(directory, { recursive: true }).catch((cause: unknown) => {
    throw new AppError('misuse', `cannot read ${directory}`, {
      cause,
      publicText: `フォルダーを読めません: ${directory}`,
    })
  })
  const files = entries.map((entry) => entry.split(sep).join('/')).sort()
  const folder: PassageFolder = { ids: [], documents: [], records: [], faults: [] }
  const known = new Set<string>()
  const add = (id: string, where: string, documents: readonly IndexedDocument['fields'][]) => {
    if (known.has(id)) {
      folder.faults.push(`${where}: id「${id}」が重なっています（先のものを使います）`)
      return
    }
    known.add(id)
    folder.ids.push(id)
    for (const fields of documents) folder.documents.push({ group: folder.ids.length - 1, fields })
  }

  for (const file of files.filter((name) => name.endsWith('.jsonl'))) {
    const name = join(directory, file)
    for await (const line of readJsonLines(createReadStream(name), name, passageLine)) {
      if (line.value === undefined) {
        folder.faults.push(line.fault)
        continue
      }
      const { id, title = '', text } = line.value
      add(id, name, [{ title, text: title === '' ? text : `${title}\n${text}` }])
    }
  }
  for (const file of files.filter((name) => name.endsWith('.md') && !/(^|\/)README\.md$/i.test(name))) {
    const name = join(directory, file)
    const content = await readFile(name, 'utf8').catch(() => undefined)
    if (content === undefined) {
      folder.faults.push(`${name}:1: ファイルを読めません`)
      continue
    }
    const { record } = readRecord(file, content)
    if (record) {
      folder.records.push(record)
      const { documents } = passagesOf([record])
      add(
        record.id,
        name,
        documents.map(({ fields }) => fields),
      )
      continue
    }
    const title = /^#\s+(.+)$/m.exec(content)?.[1] ?? ''
    add(file.replace(/\.md$/, ''), name, [{ title, text: content }])
  }
  if (folder.documents.length === 0) {
    throw new AppError('misuse', `no passage in ${directory}`, {
      publicText: [`文書が一つもありません: ${directory}`, ...folder.faults].join('\n'),
    })
  }
  return folder
}
