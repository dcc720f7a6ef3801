import type { DocumentSection } from '../../../record/document-body.ts'
import { japaneseLetter } from '../text/japanese-letter.ts'
import { commonSize, type TextLine } from './text-lines.ts'

/** A heading is at least this much larger than the text, and no longer than this. */
const larger = 1.15
const longestHeading = 60
const deepestHeading = 3
/** Where more than this share of the letters is large, size says nothing: slides, posters. */
const mostLarge = 0.35

/** Shorter than this many letters, a line ends because its sentence does. */
const fullLine = 15

const startsItem =
  /^(?:[・●○■□◆◇※▼▶‣•*-]|[(（][\d０-９ア-ンa-z一二三四五六七八九十]{1,3}[)）]|[\d０-９]{1,2}[.．、\s]|[①-⑳]|第[\d０-９一二三四五六七八九十]+[条章節]|[ア-ン][\s.．、])/

/** The size that most letters of the document have. */
export const bodySize = (pages: readonly TextLine[][]): number => commonSize(pages.flat())

/** Levels of headings by their sizes, the largest first; empty where sizes do not mark headings. */
function headingLevels(pages: readonly TextLine[][]): Map<number, number> {
  const body = bodySize(pages)
  const large = pages.flat().filter((line) => isHeadingLike(line) && line.size >= body * larger)
  const letters = (lines: readonly TextLine[]) => lines.reduce((sum, line) => sum + line.text.length, 0)
  if (letters(large) > mostLarge * letters(pages.flat())) return new Map()
  const sizes = [...new Set(large.map((line) => line.size))].sort((one, other) => other - one)
  return new Map(sizes.map((size, index) => [size, Math.min(deepestHeading, index + 1)]))
}

const isHeadingLike = (line: TextLine): boolean =>
  !line.cells && line.text.length <= longestHeading && /[\p{L}]{2}/u.test(line.text) && !/。$/.test(line.text)

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0

/** Lines as paragraphs: a full line goes on in the next one, Japanese without a blank; a wide gap ends a paragraph. */
function paragraphs(lines: readonly TextLine[]): string {
  const pitch = median(
    lines
      .slice(1)
      .map((line, index) => Math.abs((lines[index]?.y ?? 0) - line.y))
      .filter((gap) => gap > 0),
  )
  const edge = Math.max(...lines.map((line) => line.right))
  let text = ''
  let previous: TextLine | undefined
  for (const line of lines) {
    if (previous) {
      const gap = previous.y - line.y
      const goesOn =
        !previous.cells &&
        !line.cells &&
        previous.right > edge - 2.2 * previous.size &&
        previous.right - previous.left > fullLine * previous.size &&
        previous.size === line.size &&
        !startsItem.test(line.text)
      const wide = gap > 1.6 * pitch || gap < 0
      const between = `${previous.text.at(-1) ?? ''}${line.text[0] ?? ''}`
      text += goesOn && !wide ? (japaneseLetter.test(between) ? '' : ' ') : wide ? '\n\n' : '\n'
    }
    text += line.text
    previous = line
  }
  return text
}

interface Heading {
  level: number
  name: string
  line: TextLine
}

/** Sections of each page by the headings that stand larger than the text. The title is no heading of its own. */
export function pdfSections(pages: readonly TextLine[][], title: string): DocumentSection[] {
  const levels = headingLevels(pages)
  const sections: DocumentSection[] = []
  let trail: Heading[] = []
  for (const [index, lines] of pages.entries()) {
    let waiting: TextLine[] = []
    const close = () => {
      const names = trail.map((heading) => heading.name).filter((name) => name !== title)
      if (waiting.length > 0) sections.push({ trail: names, text: paragraphs(waiting), page: index + 1 })
      waiting = []
    }
    let fresh: Heading | undefined
    for (const line of lines) {
      const level = isHeadingLike(line) ? levels.get(line.size) : undefined
      if (level === undefined) {
        waiting.push(line)
        fresh = undefined
        continue
      }
      close()
      const near = fresh && fresh.level === level && fresh.line.y - line.y < 1.7 * line.size && fresh.line.y > line.y
      if (fresh && near && fresh.name.length + line.text.length <= longestHeading) {
        fresh.name += line.text
        fresh.line = line
        continue
      }
      fresh = { level, name: line.text, line }
      trail = [...trail.filter((above) => above.level < level), fresh]
    }
    close()
  }
  return sections
}
