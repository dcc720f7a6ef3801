import type { ExtractedDocument } from '../reading.ts'
import type { TableSheet } from './table/table-sheet.ts'

/** What a source turned out to be. */
export type SourceContent =
  | { kind: 'document'; document: ExtractedDocument }
  | { kind: 'table'; sheets: TableSheet[] }
  /** `reason` in Japanese, for the person who runs the command. */
  | { kind: 'refused'; reason: string }

export interface SourceOrigin {
  url: string
  contentType?: string
  fileName?: string
}

export const refused = (reason: string): SourceContent => ({ kind: 'refused', reason })

/** The last part of a path or address, decoded, without its ending. */
export function fileTitle(name: string): string {
  const last =
    name
      .replace(/[?#].*$/s, '')
      .split(/[/\\]/)
      .filter((part) => part !== '')
      .at(-1) ?? ''
  let decoded = last
  try {
    decoded = decodeURIComponent(last)
  } catch {
    // A name that is no percent-encoding is a name all the same.
  }
  return decoded
    .replace(/\.\w{1,5}$/, '')
    .normalize('NFC')
    .trim()
}
