import { type DocumentSection, readDocumentBody } from '../record/document-body.ts'
import { type Facet, facets, type KnowledgeRecord } from '../record/schema.ts'
import type { IndexedDocument } from './lexical-index.ts'

export interface Passage {
  recordId: string
  facet: Facet
  text: string
  /** Of a document: the headings above the passage, outermost first, and its page. */
  trail?: string[]
  page?: number
}

export interface PassageSet {
  passages: Passage[]
  /** What is indexed, in the same order; a record's passages are one group. */
  documents: IndexedDocument[]
}

const longestProse = 600

/** Prose in pieces of whole paragraphs, so that one long text does not drown its own words. */
function proseOf(body: string): string[] {
  const pieces: string[] = []
  for (const paragraph of body.split(/\n\s*\n/).map((part) => part.replace(/^#+\s*/gm, '').trim())) {
    if (paragraph === '') continue
    const last = pieces.at(-1)
    if (last !== undefined && last.length + paragraph.length < longestProse) {
      pieces[pieces.length - 1] = `${last}\n${paragraph}`
    } else pieces.push(paragraph)
  }
  return pieces
}

/** The prose of a document keeps its headings and pages apart; that of any other record is one. */
const sectionsOf = (record: KnowledgeRecord): DocumentSection[] =>
  record.kind === 'document' ? readDocumentBody(record.body) : [{ trail: [], text: record.body }]

function textOf(record: KnowledgeRecord, facet: Facet): string | undefined {
  if (facet === 'contact') {
    const contact = record.contact
    return contact && ['窓口・問い合わせ先は', contact.name, contact.hours].filter(Boolean).join(' ')
  }
  return record[facet]?.text
}

/** One passage a facet of each record, and its prose as passages of the facet `what`. */
export function passagesOf(records: Iterable<KnowledgeRecord>): PassageSet {
  const set: PassageSet = { passages: [], documents: [] }
  let group = 0
  for (const record of records) {
    const title = [record.name, record.shortName, ...record.aliases].join('\n')
    const questions = record.questions.join('\n')
    const place = [record.operator ?? '', ...record.areas.filter((area) => area !== '全国')].join(' ')
    const add = (facet: Facet, text: string, at: Pick<Passage, 'trail' | 'page'> = {}) => {
      set.passages.push({ recordId: record.id, facet, text, ...at })
      const above = [record.name, ...(at.trail ?? [])].join('\n')
      set.documents.push({ group, fields: { title: `${title}\n${place}`, questions, text: `${above}\n${text}` } })
    }
    for (const facet of facets) {
      const text = textOf(record, facet)
      if (text !== undefined) add(facet, text)
    }
    for (const { text, trail, page } of sectionsOf(record)) {
      const at = record.kind === 'document' ? { trail, ...(page === undefined ? {} : { page }) } : {}
      for (const piece of proseOf(text)) add('what', piece, at)
    }
    group += 1
  }
  return set
}
