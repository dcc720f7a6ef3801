import type { ExtractedDocument } from '../../reading.ts'
import { visibleSection, wordFlags } from '../document-words.ts'
import { distinctFlags } from '../flags.ts'
import { invisibleFlags, withoutInvisible } from '../text/invisible-characters.ts'
import { hiddenFlags, takeOutUnseen } from './hidden-text.ts'
import { mainContentOf } from './main-content.ts'
import { asksForPassword, languageOf, linksOf, notAPageFlags, titleOf } from './page-facts.ts'
import { sectionsOf } from './page-sections.ts'
import { elementsOf, isTooDeep, lineOf, parseHtml } from './parse-html.ts'

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
  const sections = sectionsOf(main, title).map(visibleSection)
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
  const sections = sectionsOf(root, title).map(visibleSection)
  if (sections.length === 0) return undefined
  const flags = distinctFlags([...wordFlags(title, sections, []), ...invisibleFlags(root.textContent ?? '')])
  return { title, language: 'ja', sections, links: linksOf(document, 'about:blank'), flags }
}
