import type { DocumentSection } from '../../../record/document-body.ts'
import type { ExtractedDocument, Flag } from '../../reading.ts'
import { distinctFlags } from '../flags.ts'
import { instructionFlags } from '../text/instruction-words.ts'
import { invisibleFlags, withoutInvisible } from '../text/invisible-characters.ts'
import { hiddenFlags, takeOutUnseen } from './hidden-text.ts'
import { mainContentOf } from './main-content.ts'
import { asksForPassword, languageOf, linksOf, notAPageFlags, titleOf } from './page-facts.ts'
import { sectionsOf } from './page-sections.ts'
import { elementsOf, isTooDeep, lineOf, parseHtml } from './parse-html.ts'

/** Flags on words: those a reader sees, and those kept from readers. */
export function wordFlags(title: string, sections: readonly DocumentSection[], unseen: readonly string[]): Flag[] {
  const seen = [title, ...sections.flatMap((section) => [...section.trail, section.text])].join('\n')
  return [...instructionFlags(seen, '本文'), ...unseen.flatMap((text) => instructionFlags(text, '読者に見えない部分'))]
}

const cleaned = (section: DocumentSection): DocumentSection => ({
  ...section,
  trail: section.trail.map(withoutInvisible),
  text: withoutInvisible(section.text),
})

/** A page as text; undefined where no text is to be read on it. `url` is what links are relative to. */
export async function readHtml(html: string, url: string): Promise<ExtractedDocument | undefined> {
  const document = await parseHtml(html)
  if (isTooDeep(document)) return undefined
  const invisible = invisibleFlags(document.documentElement.textContent ?? '')
  const login = asksForPassword(document)
  const heads = [...document.querySelectorAll('title, h1')].map(lineOf)
  const language = languageOf(document)
  const { hidden, unseen } = takeOutUnseen(document)
  const links = linksOf(document, url)
  const main = await mainContentOf(document)
  const title = withoutInvisible(titleOf(document, main))
  const sections = sectionsOf(main, title).map(cleaned)
  if (sections.length === 0 && !login) return undefined
  const flags = distinctFlags([
    ...wordFlags(title, sections, [...hidden, ...unseen]),
    ...hiddenFlags(hidden),
    ...invisible,
    ...notAPageFlags([title, ...heads], sections, login),
  ])
  return { title, language, sections, links, flags }
}

/** A document of a word processor that a library gave as HTML: all of it is text. */
export async function readPlainHtml(html: string, name: string): Promise<ExtractedDocument | undefined> {
  const document = await parseHtml(html)
  if (isTooDeep(document)) return undefined
  const root = document.documentElement
  const first = elementsOf(root).find((element) => element.localName === 'h1')
  const title = withoutInvisible(lineOf(first)) || name
  const sections = sectionsOf(root, title).map(cleaned)
  if (sections.length === 0) return undefined
  const flags = distinctFlags([...wordFlags(title, sections, []), ...invisibleFlags(root.textContent ?? '')])
  return { title, language: 'ja', sections, links: linksOf(document, 'about:blank'), flags }
}
