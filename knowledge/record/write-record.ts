import { stringify } from 'yaml'
import type { RecordDraft } from './schema.ts'

/** One record as a Markdown file: front matter in the order given, prose below. `readRecord` reads it back. */
export function writeRecord(draft: RecordDraft, body = ''): string {
  const frontMatter = stringify(draft, { lineWidth: 0, aliasDuplicateObjects: false })
  return `---\n${frontMatter}---\n${body === '' ? '' : `\n${body.trim()}\n`}`
}
