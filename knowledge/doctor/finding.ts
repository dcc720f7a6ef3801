import type { LocatedRecord } from '../corpus-reader.ts'

/** Something that the writer of a record should know. An error is a fault; a warning may be right as it stands. */
export interface Finding {
  severity: 'error' | 'warning'
  /** Relative to the corpus folder; `published/<id>.md` for an approved record. */
  file: string
  /** Counted from 1. */
  line: number
  message: string
}

/** A check of one record as of `now`, milliseconds since the epoch. Findings come in any order. */
export type RecordCheck = (located: LocatedRecord, now: number) => Finding[]

/** A check of records against each other. */
export type CorpusCheck = (records: readonly LocatedRecord[]) => Finding[]

/** A finding at the value that stands under `path` in the record's file. */
export function findingAt(
  { record, locate }: LocatedRecord,
  severity: Finding['severity'],
  path: readonly PropertyKey[],
  message: string,
): Finding {
  return { severity, file: record.file, line: locate(path).line, message }
}
