import type { DocumentSection } from '../record/document-body.ts'
import type { RecordDraft, RecordLanguage } from '../record/schema.ts'

/** Something in a source that a person must look at before anything of it is published. */
export interface Flag {
  kind:
    | 'instruction-like' // words that speak to a machine: 「これまでの指示を無視」, "ignore previous instructions"
    | 'hidden-text' // text the page hides from readers; it is left out
    | 'invisible-characters' // zero-width, direction or tag characters; they are left out
    | 'scanned' // pages that are pictures: nothing to read on them
    | 'not-a-page' // a login form, or "not found" told with status 200
    | 'shrunk' // much shorter than what was published before
  /** In Japanese, for the person who approves; quotes at most 80 characters. */
  detail: string
}

/** What is wrong in a source, told to the person who runs the command: 「3行目 C列: …」. */
export interface ReadingFault {
  where: string
  message: string
}

/** A page or file as text. */
export interface ExtractedDocument {
  title: string
  language: RecordLanguage
  sections: DocumentSection[]
  /** Absolute addresses that the page leads to, in its order, each once. */
  links: string[]
  flags: Flag[]
}

/** A record that a source asks for, not yet checked against the schema. */
export interface DraftRecord {
  record: RecordDraft
  body: string
  flags: Flag[]
  /** Where in the source it stands: an address, a sheet with its row. */
  where: string
}
