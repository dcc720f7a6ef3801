/** A stretch of a document under one trail of headings and on one page. */
export interface DocumentSection {
  /** Headings above it, outermost first; empty before the first one. */
  trail: string[]
  /** Paragraphs, blank lines between them; table rows as lines of cells with ` | ` between. */
  text: string
  /** Counted from 1, for files that have pages. */
  page?: number
}

const heading = /^(#{1,6})\s+(.+)$/
const pageMark = /^<!-- page (\d+) -->$/

/** Sections as the prose of a record: Markdown headings, and `<!-- page 3 -->` where a page begins. */
export function writeDocumentBody(sections: readonly DocumentSection[]): string {
  const lines: string[] = []
  let trail: string[] = []
  let page: number | undefined
  for (const section of sections) {
    if (section.page !== undefined && section.page !== page) lines.push(`<!-- page ${section.page} -->`)
    page = section.page
    const shared = section.trail.findIndex((name, depth) => name !== trail[depth])
    if (shared >= 0) {
      for (const [depth, name] of section.trail.entries()) {
        if (depth >= shared) lines.push(`${'#'.repeat(Math.min(6, depth + 1))} ${name.replace(/\s+/g, ' ')}`)
      }
    } else if (section.trail.length < trail.length) {
      // Back to a heading further out: said again, so that what follows is not read as part of the inner one.
      const last = section.trail.at(-1)
      if (last !== undefined) lines.push(`${'#'.repeat(section.trail.length)} ${last}`)
    }
    trail = section.trail
    // A line that only looks like a heading or a mark must not become one.
    lines.push(section.text.replace(/^(?=#{1,6}\s|<!--)/gm, '\\'))
  }
  return lines.join('\n\n')
}

/** Reads what `writeDocumentBody` wrote; any other Markdown comes back by its headings. */
export function readDocumentBody(body: string): DocumentSection[] {
  const sections: DocumentSection[] = []
  let trail: string[] = []
  let page: number | undefined
  let lines: string[] = []
  const close = () => {
    const text = lines.join('\n').trim()
    if (text !== '') sections.push({ trail: [...trail], text, ...(page === undefined ? {} : { page }) })
    lines = []
  }
  for (const line of body.split('\n')) {
    const mark = pageMark.exec(line.trim())
    const title = heading.exec(line)
    if (mark) {
      close()
      page = Number(mark[1])
    } else if (title) {
      close()
      trail = [...trail.slice(0, (title[1] ?? '').length - 1), (title[2] ?? '').trim()]
    } else lines.push(line.replace(/^\\(?=#{1,6}\s|<!--)/, ''))
  }
  close()
  return sections
}
