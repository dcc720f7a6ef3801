import type { DocumentSection } from '../../../record/document-body.ts'
import { collapse, deepest, isElement, isText, tagOf, unreadTags } from './parse-html.ts'
import { definitionLines, flatText, isLayoutTable, listLines, tableLines } from './table-lines.ts'

const inlineTags: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
const longestHeading = 200

interface Writing {
  sections: DocumentSection[]
  trail: { level: number; name: string }[]
  blocks: string[]
  line: string
}

function endBlock(writing: Writing, block?: string): void {
  const lines = writing.line.split('\n').map((line) => line.replace(/ +/g, ' ').trim())
  const text = lines.filter((line) => line !== '').join('\n')
  if (text !== '') writing.blocks.push(text)
  writing.line = ''
  if (block !== undefined && block !== '') writing.blocks.push(block)
}

function endSection(writing: Writing): void {
  endBlock(writing)
  const text = writing.blocks.join('\n\n')
  if (text !== '') writing.sections.push({ trail: writing.trail.map(({ name }) => name), text })
  writing.blocks = []
}

function beginSection(writing: Writing, element: Element, title: string): void {
  const name = flatText(element)
  if (name === '') return
  // A whole paragraph marked as a heading is text all the same.
  if (name.length > longestHeading) {
    endBlock(writing, name)
    return
  }
  endSection(writing)
  const level = Number(tagOf(element).slice(1))
  writing.trail = writing.trail.filter((above) => above.level < level)
  if (name !== title) writing.trail.push({ level, name })
}

/** Lists whose items hold tables or headings are read as text, item by item. */
const isPlainList = (element: Element): boolean => element.querySelector('table, h1, h2, h3, h4, h5, h6, dl') === null

function blockOf(element: Element): string | undefined {
  const name = tagOf(element)
  if (name === 'table') return isLayoutTable(element) ? undefined : tableLines(element)
  if ((name === 'ul' || name === 'ol') && isPlainList(element)) return listLines(element)
  if (name === 'dl') return element.querySelector('table') === null ? definitionLines(element) : undefined
  if (name === 'pre') return (element.textContent ?? '').trim()
  return undefined
}

function read(node: Node, writing: Writing, title: string, depth: number): void {
  if (isText(node)) {
    writing.line += collapse(node.textContent ?? '')
    return
  }
  if (!isElement(node)) return
  const name = tagOf(node)
  if (unreadTags.has(name)) return
  if (name === 'br') {
    writing.line += '\n'
    return
  }
  if (depth > deepest) {
    writing.line += ` ${collapse(node.textContent ?? '')}`
    return
  }
  if (/^h[1-6]$/.test(name)) {
    beginSection(writing, node, title)
    return
  }
  const block = blockOf(node)
  if (block !== undefined) {
    endBlock(writing, block)
    return
  }
  const inline = inlineTags.has(name)
  if (!inline) endBlock(writing)
  for (const child of node.childNodes) read(child, writing, title, depth + 1)
  if (!inline) endBlock(writing)
}

/** The text below `root` by its headings. A heading that repeats the title opens no trail of its own. */
export function sectionsOf(root: Element, title: string): DocumentSection[] {
  const writing: Writing = { sections: [], trail: [], blocks: [], line: '' }
  read(root, writing, title, 0)
  endSection(writing)
  return writing.sections
}
