import { collapse, elementsOf, isText, lineOf, tagOf } from './parse-html.ts'

const startMark = /(?:本文(?:は)?ここから|ここから本文)/
const endMark = /(?:本文(?:は)?ここまで|ここまで本文|以上で本文|本文(?:の)?終わり)/
const longestMark = 60

const chromeTags: ReadonlySet<string> = new Set(['nav', 'header', 'footer', 'aside', 'menu'])
const chromeRoles: ReadonlySet<string> = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'menu',
])
const chromeNames =
  /(?:^|[\s_-])(?:g?nav(?:i|igation)?|[gls]navi|menu|header|footer|foot|breadcrumbs?|topic-?path|pan(?:kuzu)?|side(?:bar|menu|nav)?|banners?|search|skip|sns|share|page-?top|fontsize|language|lang|translate|related-?links?|ad|voice|enquete|survey)(?:$|[\s_-])/i

/** Where pages of municipalities keep their text, the surest first. */
const mainSelectors = [
  'main',
  '[role="main"]',
  '#tmp_contents',
  '#honbun',
  '#main_contents',
  '#main-contents',
  '#maincontents',
  '#main_body',
  '#main-content',
  '#main',
  '#contents-in',
  'article',
  '#contents',
  '#content',
]

const least = 40
/** Longer pages are lists; to weigh each of their parts takes Readability ten seconds for 5 MB. */
const longestArticle = 200_000
const lengthOf = (element: Element): number => collapse(element.textContent ?? '').length

function takeOut(root: Element, unwanted: (element: Element) => boolean): void {
  const whole = lengthOf(root)
  for (const element of elementsOf(root)) {
    // A part that holds most of the text is the text, whatever it is called.
    if (unwanted(element) && lengthOf(element) <= whole / 2) element.remove()
  }
}

const isChrome = (element: Element): boolean =>
  chromeTags.has(tagOf(element)) ||
  chromeRoles.has(element.getAttribute('role') ?? '') ||
  chromeNames.test(`${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`)

/** Boxes that are only links lead elsewhere: menus without a name. */
function isLinkBox(element: Element): boolean {
  if (!/^(?:ul|ol|div|td|section|table)$/.test(tagOf(element))) return false
  const links = element.querySelectorAll('a[href]')
  if (links.length < 4) return false
  const linked = [...links].reduce((sum, link) => sum + lineOf(link).length, 0)
  return linked > 0.8 * lengthOf(element)
}

/** Everything between 「本文ここから」 and 「本文ここまで」; undefined where the page has no such marks. */
function markedRange(root: Element): Element | undefined {
  const texts: Node[] = []
  let from = -1
  let to = -1
  const visit = (node: Node) => {
    const words = node.nodeType === 8 || isText(node) ? (node.textContent ?? '') : ''
    const mark = words.length <= longestMark ? words : ''
    if (from < 0 && startMark.test(mark)) from = texts.length
    else if (from >= 0 && to < 0 && endMark.test(mark)) to = texts.length
    if (isText(node) && !startMark.test(mark) && !endMark.test(mark)) texts.push(node)
    else if (isText(node)) node.textContent = ''
  }
  const waiting: Node[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visit(node)
    waiting.push(...[...node.childNodes].reverse())
  }
  if (from < 0) return undefined
  const end = to < 0 ? texts.length : to
  const inside = texts.slice(from, end)
  if (inside.reduce((sum, node) => sum + (node.textContent ?? '').trim().length, 0) < least) return undefined
  for (const node of [...texts.slice(0, from), ...texts.slice(end)]) node.textContent = ''
  return root
}

/** What Readability takes for the article, where it keeps enough of what stands on the page. */
async function readable(document: Document, enough: number): Promise<Element | undefined> {
  const { Readability } = await import('@mozilla/readability')
  const copy = document.cloneNode(true) as Document
  const article = new Readability<Node>(copy, { serializer: (node) => node, charThreshold: 200 }).parse()
  const content = article?.content as Element | null | undefined
  return content && lengthOf(content) >= enough ? content : undefined
}

/**
 * The part of a page that is its text. By rules, first what the page says itself: marks around the text, a main
 * element, a usual id; then Readability; then all that is left without menus, heads, feet and forms. Changes the document.
 */
export async function mainContentOf(document: Document): Promise<Element> {
  const root = document.documentElement
  const marked = markedRange(root)
  if (marked) {
    takeOut(marked, isForm)
    return marked
  }
  for (const selector of mainSelectors) {
    const found = [...document.querySelectorAll(selector)]
    const [only] = found
    if (only && found.length === 1 && lengthOf(only) >= least) {
      // The head of an article holds its title.
      takeOut(only, (element) => (isChrome(element) && tagOf(element) !== 'header') || isForm(element))
      return only
    }
  }
  takeOut(root, (element) => isChrome(element) || isForm(element))
  const left = lengthOf(root)
  // Readability is made for articles: of a table or a short notice it keeps a corner, or nothing.
  const article = left <= longestArticle ? await readable(document, left * 0.6) : undefined
  if (article) return article
  takeOut(root, isLinkBox)
  return root
}

const isForm = (element: Element): boolean =>
  tagOf(element) === 'form' || tagOf(element) === 'fieldset' || element.getAttribute('role') === 'form'
