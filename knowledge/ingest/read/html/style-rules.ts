export type Declarations = ReadonlyMap<string, string>

interface Rule {
  tag?: string
  id?: string
  classes: string[]
  declarations: Declarations
}

export interface StyleSheet {
  /** Declarations that the page's own simple rules give the element, its style attribute last. */
  of(element: Element): Declarations
}

const watched =
  /^(?:display|visibility|opacity|font-size|color|background(?:-color|-image)?|position|left|right|top|bottom|text-indent|clip|clip-path|width|height|max-height|max-width|overflow|transform)$/
const mostRules = 5_000

export function readDeclarations(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of text.split(';')) {
    const colon = part.indexOf(':')
    const name = part.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = part
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim()
      .toLowerCase()
    if (watched.test(name) && value !== '') found.set(name, value)
  }
  return found
}

/** `p.x`, `#y`, `.a.b`; a selector with a combinator or a state is left alone, for it may not hold. */
function readSelector(text: string): Omit<Rule, 'declarations'> | undefined {
  const found = /^([a-z][a-z0-9]*|\*)?(#[\w-]+)?((?:\.[\w-]+)*)$/i.exec(text.trim())
  if (!found || found[0] === '') return undefined
  const classes = (found[3] ?? '').split('.').filter((name) => name !== '')
  const tag = found[1] === undefined || found[1] === '*' ? {} : { tag: found[1].toLowerCase() }
  return { ...tag, ...(found[2] === undefined ? {} : { id: found[2].slice(1) }), classes }
}

/** Rules at the top level of a sheet and inside `@media screen` or `all`; those for paper hide nothing from a reader. */
function readRules(sheet: string): Rule[] {
  const rules: Rule[] = []
  const css = sheet.replace(/\/\*[\s\S]*?\*\//g, '')
  let at = 0
  while (at < css.length && rules.length < mostRules) {
    const open = css.indexOf('{', at)
    if (open < 0) break
    const prelude = css.slice(at, open).split(/[;}]/).at(-1)?.trim() ?? ''
    if (/^@media\b[^{]*\b(?:screen|all)\b/i.test(prelude) && !/\(/.test(prelude)) {
      at = open + 1
      continue
    }
    const close = prelude.startsWith('@') ? endOfBlock(css, open) : css.indexOf('}', open)
    if (close < 0) break
    const declarations = readDeclarations(css.slice(open + 1, close))
    if (!prelude.startsWith('@') && declarations.size > 0) {
      for (const selector of prelude.split(',')) {
        const read = readSelector(selector)
        if (read) rules.push({ ...read, declarations })
      }
    }
    at = close + 1
  }
  return rules
}

function endOfBlock(css: string, open: number): number {
  let depth = 0
  for (let at = open; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1
    if (css[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

/** The page's own `<style>` rules that one class, id or tag selects. */
export function styleSheetOf(document: Document): StyleSheet {
  const sheets = [...document.querySelectorAll('style')].map((style) => style.textContent ?? '')
  const byKey = Map.groupBy(sheets.flatMap(readRules).entries(), ([, { id, classes, tag }]) =>
    id !== undefined ? `#${id}` : classes[0] !== undefined ? `.${classes[0]}` : (tag ?? '*'),
  )
  return { of: (element) => declarationsOf(element, byKey) }
}

function declarationsOf(element: Element, byKey: ReadonlyMap<string, [number, Rule][]>): Declarations {
  const inline = element.getAttribute('style')
  if (byKey.size === 0 && inline === null) return new Map()
  const classes = (element.getAttribute('class') ?? '').split(/\s+/)
  const id = element.getAttribute('id')
  const tag = element.localName.toLowerCase()
  const keys = ['*', tag, ...classes.map((name) => `.${name}`), `#${id}`]
  const holding = keys
    .flatMap((key) => byKey.get(key) ?? [])
    .filter(
      ([, rule]) =>
        (rule.tag === undefined || rule.tag === tag) &&
        (rule.id === undefined || rule.id === id) &&
        rule.classes.every((name) => classes.includes(name)),
    )
    .sort(([one], [other]) => one - other)
  const merged = new Map<string, string>()
  for (const declarations of [...holding.map(([, rule]) => rule.declarations), readDeclarations(inline ?? '')]) {
    for (const [name, value] of declarations) merged.set(name, value)
  }
  return merged
}
