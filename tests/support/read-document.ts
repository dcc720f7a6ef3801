import { readSource, type SourceOrigin } from '../../knowledge/ingest/read/read-source.ts'
import type { ExtractedDocument } from '../../knowledge/ingest/reading.ts'
import { writeDocumentBody } from '../../knowledge/record/document-body.ts'

const origin: SourceOrigin = { url: 'https://www.city.example.lg.jp/sangyo/hojo/page.html' }

/** Reads a source that must be a document; a refusal is told. */
export async function readDocument(
  source: string | Uint8Array,
  about: Partial<SourceOrigin> = {},
): Promise<ExtractedDocument> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  const content = await readSource(bytes, { ...origin, ...about })
  if (content.kind !== 'document') throw new Error(`not a document but ${JSON.stringify(content)}`)
  return content.document
}

export const proseOf = (document: ExtractedDocument): string => writeDocumentBody(document.sections)

export const flagKinds = (document: ExtractedDocument): string[] =>
  [...new Set(document.flags.map((flag) => flag.kind))].sort()
