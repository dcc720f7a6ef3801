import { z } from 'zod'
import { AppError } from '../../storage/ground/errors.ts'
import { parseJson } from '../../storage/ground/json.ts'
import { createThesaurus } from '../analysis/thesaurus.ts'
import type { FieldPostings, LexicalIndex } from './lexical-index.ts'

const headerSchema = z.object({
  documentCount: z.number().int().nonnegative(),
  unseenIdf: z.number(),
  profile: z.object({ questionShare: z.number(), titleDistinctness: z.number() }),
  /** Words with the concepts they call up. */
  thesaurus: z.array(z.tuple([z.string(), z.array(z.number())])),
  vocabulary: z.array(z.string()),
  /** Lengths in elements of the sections behind the header, in the order of `sectionsOf`. */
  lengths: z.array(z.number().int().nonnegative()).length(10),
})

const sectionsOf = ({ idf, fields: { title, questions, text } }: LexicalIndex) => [
  idf,
  ...[title, questions, text].flatMap(({ offsets, documents, impacts }) => [offsets, documents, impacts]),
]

/** The index as bytes: length of the header, the header as JSON padded to four bytes, then 32-bit numbers. */
export function packLexicalIndex(index: LexicalIndex): Buffer {
  const sections = sectionsOf(index)
  const header = JSON.stringify({
    documentCount: index.documentCount,
    unseenIdf: index.unseenIdf,
    profile: index.profile,
    thesaurus: [...index.thesaurus.entries].map(([word, { triggers }]) => [word, triggers]),
    vocabulary: [...index.vocabulary.keys()],
    lengths: sections.map(({ length }) => length),
  })
  const padded = header + ' '.repeat((4 - (Buffer.byteLength(header) % 4)) % 4)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(Buffer.byteLength(padded))
  const bytes = sections.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
  return Buffer.concat([size, Buffer.from(padded), ...bytes])
}

/** Reads what `packLexicalIndex` wrote; throws when the bytes are not of that form. */
export function unpackLexicalIndex(bytes: Buffer): LexicalIndex {
  const headerEnd = 4 + bytes.readUInt32LE(0)
  const header = headerSchema.parse(parseJson(bytes.toString('utf8', 4, headerEnd)))
  const expected = headerEnd + 4 * header.lengths.reduce((sum, length) => sum + length, 0)
  if (bytes.length !== expected) throw new AppError('internal', 'the lexical index is cut short')
  // A copy of its own, so that the numbers stand at multiples of four.
  const numbers = new Uint8Array(bytes.subarray(headerEnd)).buffer
  let start = 0
  const take = (section: number) => {
    const length = header.lengths[section] ?? 0
    const place = { offset: start, length }
    start += 4 * length
    return place
  }
  const integers = (section: number) => {
    const { offset, length } = take(section)
    return new Uint32Array(numbers, offset, length)
  }
  const reals = (section: number) => {
    const { offset, length } = take(section)
    return new Float32Array(numbers, offset, length)
  }
  const field = (section: number): FieldPostings => ({
    offsets: integers(section),
    documents: integers(section + 1),
    impacts: reals(section + 2),
  })
  const idf = reals(0)
  return {
    documentCount: header.documentCount,
    unseenIdf: header.unseenIdf,
    profile: header.profile,
    thesaurus: createThesaurus(
      new Map(header.thesaurus.map(([word, concepts]) => [word, { concepts, triggers: concepts }])),
    ),
    vocabulary: new Map(header.vocabulary.map((key, term) => [key, term])),
    idf,
    fields: { title: field(1), questions: field(4), text: field(7) },
  }
}
