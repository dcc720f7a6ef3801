import { type DocumentSection, readDocumentBody } from '../../../record/document-body.ts'
import type { ExtractedDocument } from '../../reading.ts'
import { distinctFlags } from '../flags.ts'
import { instructionFlags } from './instruction-words.ts'
import { invisibleFlags, withoutInvisible } from './invisible-characters.ts'

/** A text file, or Markdown by its headings; undefined where it is empty. */
export function readPlainText(text: string, name: string): ExtractedDocument | undefined {
  const clean = withoutInvisible(text.replace(/\r\n?/g, '\n'))
  const sections: DocumentSection[] = readDocumentBody(clean)
  if (sections.length === 0) return undefined
  const first = /^#\s+(.+)$/m.exec(clean)?.[1]?.trim()
  const title = first ?? name
  const trimmed = sections.map((section) => ({
    ...section,
    trail: section.trail.filter((heading) => heading !== title),
  }))
  const links = [...new Set(clean.match(/https?:\/\/[\w!?/+\-_~=;.,*&@#$%()'[\]]+/g) ?? [])].filter((link) =>
    URL.canParse(link),
  )
  const flags = distinctFlags([...instructionFlags(clean, '本文'), ...invisibleFlags(text)])
  return { title, language: 'ja', sections: trimmed, links, flags }
}
