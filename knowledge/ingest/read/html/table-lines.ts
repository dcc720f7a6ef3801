import { collapse, isElement, isText, tagOf, unreadTags } from './parse-html.ts'

/** Text of a cell or a list item on one line, a blank where a block or a line ends. */
export function flatText(element: Element): string {
  const parts: string[] = []
  const waiting: (Node | ' ')[] = [element]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next === ' ') parts.push(' ')
    else if (isText(next)) parts.push(collapse(next.textContent ?? ''))
    else if (isElement(next) && !unreadTags.has(tagOf(next))) {
      const breaks = /^(?:p|div|li|br|tr|td|th|dt|dd|ul|ol|h[1-6])$/.test(tagOf(next))
      if (breaks) parts.push(' ')
      if (breaks) waiting.push(' ')
      waiting.push(...[...next.childNodes].reverse())
    }
  }
  return parts.join('').replace(/\s+/g, ' ').trim()
}

interface Cell {
  text: string
  head: boolean
}

const rowsOf = (table: Element): Element[] =>
  [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table)

const span = (element: Element, name: string): number =>
  Math.min(1_000, Math.max(1, Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1))

/** Rows of cells; a cell that spans rows is said again in each of them. */
function gridOf(table: Element): Cell[][] {
  const grid: Cell[][] = []
  const spanning = new Map<number, { cell: Cell; left: number }>()
  for (const row of rowsOf(table)) {
    const cells: Cell[] = []
    const fill = () => {
      for (let above = spanning.get(cells.length); above; above = spanning.get(cells.length)) {
        above.left -= 1
        if (above.left === 0) spanning.delete(cells.length)
        cells.push(above.cell)
      }
    }
    for (const element of row.children) {
      if (!/^t[dh]$/.test(tagOf(element))) continue
      fill()
      const cell = { text: flatText(element), head: tagOf(element) === 'th' }
      const rows = span(element, 'rowspan')
      if (rows > 1) spanning.set(cells.length, { cell, left: rows - 1 })
      cells.push(cell)
    }
    fill()
    grid.push(cells)
  }
  return grid.filter((cells) => cells.some((cell) => cell.text !== ''))
}

/** A table that only places things: another table or headings within, or a single cell. */
export function isLayoutTable(table: Element): boolean {
  if (/presentation|none/.test(table.getAttribute('role') ?? '')) return true
  if (table.querySelector('table, h1, h2, h3, h4, h5, h6') !== null) return true
  const rows = rowsOf(table)
  return rows.length === 1 && (rows[0]?.children.length ?? 0) === 1
}

/** A table as lines: 「見出し: 値」 where a head and its value make the row, `cell | cell` elsewhere. */
export function tableLines(table: Element): string {
  const caption = [...table.children].find((child) => tagOf(child) === 'caption')
  const lines = gridOf(table).map((cells) => {
    const [head, value] = cells
    if (cells.length === 2 && head?.head && value && !value.head) return `${head.text}: ${value.text}`
    return cells.map((cell) => cell.text).join(' | ')
  })
  return [caption ? flatText(caption) : '', ...lines].filter((line) => line !== '').join('\n')
}

/** A list as lines, each item with its mark; lists within are set in. */
export function listLines(list: Element, depth = 0): string {
  const lines: string[] = []
  let count = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1
  for (const item of list.children) {
    if (tagOf(item) !== 'li') continue
    const inner = [...item.children].filter((child) => /^[uo]l$/.test(tagOf(child)))
    const within = depth < 5 ? inner.map((child) => listLines(child, depth + 1)) : []
    if (depth < 5) for (const child of inner) child.remove()
    const mark = tagOf(list) === 'ol' ? `${count}. ` : '・'
    const text = flatText(item)
    if (text !== '') lines.push(`${'　'.repeat(depth)}${mark}${text}`)
    lines.push(...within.filter((line) => line !== ''))
    count += 1
  }
  return lines.join('\n')
}

/** A list of terms as 「見出し: 値」; several values of one term stand on lines of their own. */
export function definitionLines(list: Element): string {
  const lines: string[] = []
  let term = ''
  for (const part of list.querySelectorAll('dt, dd')) {
    if (part.closest('dl') !== list) continue
    const text = flatText(part)
    if (tagOf(part) === 'dt') term = text
    else if (text !== '') lines.push(term === '' ? text : `${term}: ${text}`)
  }
  return lines.join('\n')
}
