import { japanDay } from '../../storage/ground/japan-time.ts'
import { readRecord } from '../record/read-record.ts'
import { documentDraft, type Provenance } from './document-draft.ts'
import { readSource } from './read/read-source.ts'
import { type Mapping, recordsFromTable } from './read/table-records.ts'
import { instructionFlags } from './read/text/instruction-words.ts'
import type { DraftRecord, ReadingFault } from './reading.ts'
import type { DocumentSource } from './sources/source-schema.ts'
import { texts } from './texts.ts'

/** What was read at one place; kept as JSON until the whole source is read. */
export interface PlaceReading {
  drafts: DraftRecord[]
  /** Where it leads to; nowhere from what is no page. */
  links: string[]
  faults: ReadingFault[]
  skipped: ReadingFault[]
}

export interface Content extends Provenance {
  bytes: Uint8Array
  contentType?: string
  fileName?: string
  /** A file of this machine: only such a one may be a record as it stands. */
  isLocal?: boolean
}

const nothing: PlaceReading = { drafts: [], links: [], faults: [], skipped: [] }

/** A page or file as drafts: one for a document, one a row for a table with a mapping. */
export async function readContent(
  content: Content,
  source: DocumentSource,
  mapping: Mapping | undefined,
): Promise<PlaceReading> {
  const { bytes, where } = content
  if (
    content.isLocal &&
    (content.fileName ?? '').endsWith('.md') &&
    Buffer.from(bytes.subarray(0, 4)).toString('latin1').startsWith('---')
  )
    return recordFile(content)
  const read = await readSource(bytes, {
    url: content.url ?? 'about:blank',
    ...(content.contentType === undefined ? {} : { contentType: content.contentType }),
    ...(content.fileName === undefined ? {} : { fileName: content.fileName }),
  })
  if (read.kind === 'refused') return { ...nothing, skipped: [{ where, message: read.reason }] }
  if (read.kind === 'table') {
    if (!mapping) return { ...nothing, skipped: [{ where, message: texts.noMapping }] }
    const { drafts, faults } = recordsFromTable(read.sheets, mapping)
    return {
      ...nothing,
      drafts: drafts.map((draft) => withProvenance(draft, content)),
      faults: faults.map((fault) => ({ ...fault, where: `${where} ${fault.where}` })),
    }
  }
  const { document } = read
  const noPage = document.flags.find(({ kind }) => kind === 'not-a-page')
  if (noPage) return { ...nothing, skipped: [{ where, message: noPage.detail }] }
  const draft = documentDraft(document, source, content)
  if (draft.body.trim() === '')
    return { ...nothing, links: document.links, skipped: [{ where, message: texts.noText }] }
  return { ...nothing, drafts: [draft], links: document.links }
}

/** The first source of a row is the table itself; when and in which state it was read belongs to it. */
function withProvenance(draft: DraftRecord, { where, url, fetchedAt, sha256 }: Content): DraftRecord {
  const [first, ...rest] = draft.record.sources
  if (!first) return draft
  const table = { ...first, ...(first.url === undefined && url !== undefined ? { url } : {}), fetchedAt, sha256 }
  return { ...draft, record: { ...draft.record, sources: [table, ...rest] }, where: `${where} ${draft.where}` }
}

/** What was read before, where the place says that it is still so: looked at now. */
export function seenAgain<Reading extends PlaceReading>(reading: Reading, fetchedAt: string): Reading {
  const drafts = reading.drafts.map((draft): DraftRecord => {
    const { record } = draft
    const [first, ...rest] = record.sources
    const sources = first?.fetchedAt === undefined ? record.sources : [{ ...first, fetchedAt }, ...rest]
    // The day on which a row's facts were checked is told by its mapping.
    const checkedOn = record.kind === 'document' ? japanDay(Date.parse(fetchedAt)) : record.checkedOn
    return { ...draft, record: { ...record, sources, checkedOn } }
  })
  return { ...reading, drafts }
}

/** A file that is a record already: front matter and prose, as in the corpus. */
function recordFile({ bytes, where }: Content): PlaceReading {
  const text = Buffer.from(bytes).toString('utf8')
  const { record, faults } = readRecord(where, text)
  if (!record)
    return { ...nothing, faults: faults.map(({ line, message }) => ({ where: `${where}:${line}`, message })) }
  const { body, file: _, ...fields } = record
  return { ...nothing, drafts: [{ record: fields, body, flags: instructionFlags(text, '記録'), where }] }
}
