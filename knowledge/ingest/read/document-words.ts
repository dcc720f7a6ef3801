import type { DocumentSection } from '../../record/document-body.ts'
import type { Flag } from '../reading.ts'
import { instructionFlags } from './text/instruction-words.ts'
import { withoutInvisible } from './text/invisible-characters.ts'

/** Flags on words: those a reader sees, and those kept from readers. */
export function wordFlags(title: string, sections: readonly DocumentSection[], unseen: readonly string[]): Flag[] {
  const seen = [title, ...sections.flatMap((section) => [...section.trail, section.text])].join('\n')
  return [...instructionFlags(seen, '本文'), ...unseen.flatMap((text) => instructionFlags(text, '読者に見えない部分'))]
}

/** A section without what a reader cannot see. */
export const visibleSection = (section: DocumentSection): DocumentSection => ({
  ...section,
  trail: section.trail.map(withoutInvisible),
  text: withoutInvisible(section.text),
})
