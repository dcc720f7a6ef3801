import { type Facet, facets, type KnowledgeRecord } from '../record/schema.ts'
import type { IndexedDocument } from './lexical-index.ts'

export interface Passage {
  recordId: string
  facet: Facet
  text: string
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
    const add = (facet: Facet, text: string) => {
      set.passages.push({ recordId: record.id, facet, text })
      set.documents.push({
        group,
        fields: { title: `${title}\n${place}`, questions, text: `${record.name}\n${text}` },
      })
    }
    for (const facet of facets) {
      const text = textOf(record, facet)
      if (text !== undefined) add(facet, text)
    }
    for (const piece of proseOf(record.body)) add('what', piece)
    group += 1
  }
  return set
}
