import { bodySize } from './pdf-sections.ts'
import type { TextLine } from './text-lines.ts'

const pageNumber = /^[-－―‐–—~〜\s]*(?:p\.?|page)?\s*\d{1,4}\s*(?:[/／]\s*\d{1,4}|ページ|頁)?[-－―‐–—~〜\s]*$/i
/** Lines from either end of a page that may be a running head or foot. */
const reach = 3
const fewestPages = 3

const formOf = (line: TextLine): string =>
  `${line.text.normalize('NFKC').replace(/\d+/g, '#').replace(/\s+/g, '')} ${Math.round(line.y / 12)}`

function edges(lines: readonly TextLine[]): TextLine[] {
  const byHeight = [...lines].sort((one, other) => other.y - one.y)
  return [...new Set([...byHeight.slice(0, reach), ...byHeight.slice(-reach)])]
}

/** Pages without the heads, feet and page numbers that stand on half of them or more. */
export function withoutRunningLines(pages: readonly TextLine[][]): TextLine[][] {
  const seen = new Map<string, number>()
  for (const lines of pages) {
    for (const form of new Set(edges(lines).map(formOf))) seen.set(form, (seen.get(form) ?? 0) + 1)
  }
  const filled = pages.filter((lines) => lines.length > 0).length
  const body = bodySize(pages)
  // Larger than the text it is a heading, though each page begins with one of the same form.
  const running = (line: TextLine) =>
    line.size <= body * 1.1 && (seen.get(formOf(line)) ?? 0) >= Math.max(fewestPages, filled / 2)
  return pages.map((lines) => {
    const outer = new Set(
      edges(lines).filter(
        (line) => running(line) || (pages.length > 1 && pageNumber.test(line.text.normalize('NFKC'))),
      ),
    )
    return lines.filter((line) => !outer.has(line))
  })
}
