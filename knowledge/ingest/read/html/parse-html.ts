import { japaneseLetter } from '../text/japanese-letter.ts'

/** Tags whose text is never read. */
export const unreadTags: ReadonlySet<string> = new Set(
  [
    'script',
    'style',
    'noscript',
    'template',
    'head',
    'svg',
    'math',
    'iframe',
    'object',
    'embed',
    'audio',
    'video',
  ].concat([
    'canvas',
    'select',
    'option',
    'datalist',
    'textarea',
    'input',
    'button',
    'meter',
    'progress',
    'map',
    'link',
    'meta',
    'title',
  ]),
)

/** Deeper than any page made for readers; below it text is taken without its structure. */
export const deepest = 300

export const isElement = (node: Node): node is Element => node.nodeType === 1
export const isText = (node: Node): boolean => node.nodeType === 3
export const tagOf = (element: Element): string => element.localName.toLowerCase()

const { source: letter } = japaneseLetter
// A line break of the source file between Japanese letters is no blank.
const foldedLine = new RegExp(`(${letter})[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=${letter})`, 'g')

export const collapse = (text: string): string => text.replace(foldedLine, '$1').replace(/[\s\u00a0]+/g, ' ')

/** The text of an element on one line. */
export const lineOf = (element: Element | null | undefined): string => collapse(element?.textContent ?? '').trim()

/** A page as a document. A fragment is read as the body of one. */
export async function parseHtml(html: string): Promise<Document> {
  const { parseHTML } = await import('linkedom')
  const whole = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`
  const { document } = parseHTML(whole)
  return document
}

/** True where elements stand in each other so deep that no reader's page was meant. */
export function isTooDeep(document: Document): boolean {
  const waiting: [node: Element, depth: number][] = [[document.documentElement, 0]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [element, depth] = next
    if (depth > deepest) return true
    for (const child of element.children) waiting.push([child, depth + 1])
  }
  return false
}

/** Every element below `root`, in document order, without recursion. */
export function elementsOf(root: Element): Element[] {
  return [...root.querySelectorAll('*')]
}
