import type { Flag } from '../../reading.ts'
import { quoteOf } from '../flags.ts'
import { collapse, isElement, tagOf, unreadTags } from './parse-html.ts'
import { type StyleSheet, styleSheetOf } from './style-rules.ts'
import { type Background, backgroundOf, isHidden } from './visibility.ts'

/** What pages hide every day: menus that open, labels for screen readers, the jump to the text, search boxes. */
const usualNames =
  /nav|menu|header|footer|drawer|modal|dialog|popup|tooltip|search|sr-?only|visually-?hidden|screen-?reader|skip|jump|blind|offscreen|assistive|noscript|print|sitemap|breadcrumb|pagetop|cookie|translate|fontsize|voice/i
const usualTags: ReadonlySet<string> = new Set([
  'nav',
  'header',
  'footer',
  'dialog',
  'form',
  'label',
  'legend',
  'caption',
])
const aFewLetters = 20

export interface UnseenText {
  /** Hidden by styles, without a usual reason. */
  hidden: string[]
  /** Everything else that stands in the page and is not shown: usual hidden parts, comments, alternative texts. */
  unseen: string[]
}

const usualPart = (element: Element): boolean =>
  usualTags.has(tagOf(element)) ||
  usualNames.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`)

const coloured = (element: Element): string | null => (tagOf(element) === 'font' ? element.getAttribute('color') : null)

function hides(element: Element, sheet: StyleSheet, ground: Background): { hidden: boolean; ground: Background } {
  if (element.hasAttribute('hidden')) return { hidden: true, ground }
  if (tagOf(element) === 'dialog' && !element.hasAttribute('open')) return { hidden: true, ground }
  const said = sheet.of(element)
  const colour = coloured(element)
  const styles = colour === null || said.has('color') ? said : new Map([...said, ['color', colour.toLowerCase()]])
  const own = backgroundOf(styles, element)
  // A class may give the ground a colour in a sheet of its own, which is not read here.
  const guess = own === 'white' || !element.hasAttribute('class')
  return { hidden: isHidden(styles, own ?? ground, guess), ground: own ?? ground }
}

/** Takes out of the document what it does not show its readers, and tells what that was. */
export function takeOutUnseen(document: Document): UnseenText {
  const sheet = styleSheetOf(document)
  const found: UnseenText = { hidden: [], unseen: [] }
  const waiting: { node: Node; ground: Background; usual: boolean }[] = [
    { node: document.documentElement, ground: 'white', usual: false },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, usual } = next
    if (node.nodeType === 8) found.unseen.push(node.textContent ?? '')
    if (!isElement(node)) continue
    const name = tagOf(node)
    if (unreadTags.has(name) && name !== 'head') {
      if (name === 'noscript' || name === 'template') found.unseen.push(collapse(node.textContent ?? ''))
      continue
    }
    for (const attribute of ['alt', 'title', 'aria-label']) {
      const value = node.getAttribute(attribute)
      if (value) found.unseen.push(value)
    }
    const { hidden, ground } = hides(node, sheet, next.ground)
    const expected = usual || usualPart(node)
    if (hidden) {
      const text = collapse(node.textContent ?? '').trim()
      if (text !== '') (expected ? found.unseen : found.hidden).push(text)
      node.remove()
      continue
    }
    for (const child of node.childNodes)
      waiting.push({ node: child, ground, usual: expected && node.localName !== 'body' })
  }
  return found
}

/** More than a few words that the page hides are for a person to look at. */
export function hiddenFlags(hidden: readonly string[]): Flag[] {
  const long = hidden.join(' ').trim()
  if (long.length <= aFewLetters) return []
  return [
    { kind: 'hidden-text', detail: `読者に見えない文を取り除きました（${long.length}文字）: 「${quoteOf(long)}」` },
  ]
}
