import { createHash } from 'node:crypto'
import { japanDay } from '../../storage/ground/japan-time.ts'
import { writeDocumentBody } from '../record/document-body.ts'
import { longestShortName } from '../record/schema.ts'
import { clip } from './read/text/clip.ts'
import type { DraftRecord, ExtractedDocument } from './reading.ts'
import type { DocumentSource } from './sources/source-schema.ts'
import { texts } from './texts.ts'

/** Where a document was found. */
export interface Provenance {
  /** Makes the id: its address, or its path below the source. */
  key: string
  /** As told to people. */
  where: string
  url?: string
  /** ISO 8601 in UTC. */
  fetchedAt: string
  sha256: string
}

/** A page or file as a record of kind `document`: its own words stay its own, ours only say what it is. */
export function documentDraft(
  document: ExtractedDocument,
  source: DocumentSource,
  { key, where, url, fetchedAt, sha256 }: Provenance,
): DraftRecord {
  const title = document.title.replace(/\s+/g, ' ').trim() || where
  const operator = source.operator ?? (url === undefined ? source.level : new URL(url).hostname)
  return {
    record: {
      id: `${source.id}-${createHash('sha256').update(key).digest('hex').slice(0, 10)}`,
      name: title,
      shortName: shortened(title),
      kind: 'document',
      level: source.level,
      language: document.language,
      areas: source.areas,
      ...(source.operator === undefined ? {} : { operator: source.operator }),
      ...(source.purposes.length === 0 ? {} : { purposes: source.purposes }),
      what: { text: texts.aboutPage(operator, title) },
      sources: [
        {
          ...(url === undefined ? {} : { url }),
          title,
          kind: source.sourceKind,
          fetchedAt,
          sha256,
          ...(source.licence === undefined ? {} : { licence: source.licence }),
        },
      ],
      confidence: source.confidence,
      checkedOn: japanDay(Date.parse(fetchedAt)),
    },
    body: writeDocumentBody(document.sections),
    flags: document.flags,
    where,
  }
}

const shortened = (title: string): string =>
  title.length <= longestShortName ? title : clip(title, longestShortName).replace(/\s+…$/, '…')
