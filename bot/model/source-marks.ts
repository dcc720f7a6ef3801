import { createHash } from 'node:crypto'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'

/** What a mark stands for: a record, or what the program worked out about one. */
export interface Marked {
  recordId: string
  computed?: string
}

/**
 * The sources of one turn under short marks. A mark is made of what it stands for, so that it is the same each time and
 * no guess hits another source, as a count would be.
 */
export interface SourceMarks {
  markRecord(record: KnowledgeRecord): string
  markResult(recordId: string, computed: string): string
  find(mark: string): Marked | undefined
}

/** Letters and figures that are not taken for each other. */
const alphabet = 'ABCDEFGHJKMNPQRTUVWXYZ2346789'
const markLength = 4

export function createSourceMarks(): SourceMarks {
  const known = new Map<string, Marked>()
  const keep = (prefix: string, words: string, marked: Marked): string => {
    const bytes = createHash('sha256').update(words).digest()
    for (let start = 0; ; start += 1) {
      const letters = [...bytes.subarray(start, start + markLength)].map((byte) => alphabet[byte % alphabet.length])
      const mark = `${prefix}${letters.join('')}`
      const other = known.get(mark)
      if (other && (other.recordId !== marked.recordId || other.computed !== marked.computed)) continue
      known.set(mark, marked)
      return mark
    }
  }
  return {
    markRecord: ({ id }) => keep('S', id, { recordId: id }),
    markResult: (recordId, computed) => keep('C', `${recordId}\n${computed}`, { recordId, computed }),
    find: (mark) => known.get(mark),
  }
}
