import { japaneseLetter } from '../text/japanese-letter.ts'
import type { PageText, TextPiece } from './page-text.ts'

export interface TextLine {
  text: string
  left: number
  right: number
  y: number
  /** The size of most of its letters, in points. */
  size: number
  /** Cells of a table stand on the line, ` | ` between them. */
  cells: boolean
}

interface Segment {
  pieces: TextPiece[]
  left: number
  right: number
}

/** Wider than this many letters is the gap between two cells or two columns. */
const cellGap = 2
const wordGap = 0.25
const numbering = /^[(（]?[\d０-９ア-ンa-zA-Z一二三四五六七八九十①-⑳ⅰ-ⅹ]{1,3}[)）.．、]?$|^[・●○■□◆◇※▼▶‣•*-]$/

const endOf = (piece: TextPiece): number => piece.x + piece.width

/** Pieces by their baselines, from the top of the page, each line from the left. */
function baselines(pieces: readonly TextPiece[]): TextPiece[][] {
  const lines: { y: number; size: number; pieces: TextPiece[] }[] = []
  for (const piece of [...pieces].sort((one, other) => other.y - one.y)) {
    const line = lines.at(-1)
    if (line && Math.abs(line.y - piece.y) < 0.45 * Math.max(line.size, piece.size)) {
      line.pieces.push(piece)
      line.size = Math.max(line.size, piece.size)
    } else lines.push({ y: piece.y, size: piece.size, pieces: [piece] })
  }
  return lines.map((line) => line.pieces.sort((one, other) => one.x - other.x))
}

function segmentsOf(line: readonly TextPiece[]): Segment[] {
  const segments: Segment[] = []
  for (const piece of line) {
    const last = segments.at(-1)
    if (last && piece.x - last.right <= cellGap * piece.size) {
      last.pieces.push(piece)
      last.right = Math.max(last.right, endOf(piece))
    } else segments.push({ pieces: [piece], left: piece.x, right: endOf(piece) })
  }
  return segments
}

function textOf(pieces: readonly TextPiece[]): string {
  let text = ''
  let end = Number.POSITIVE_INFINITY
  for (const piece of pieces) {
    const between = `${text.at(-1) ?? ''}${piece.text[0] ?? ''}`
    const gap = piece.x - end
    const apart = gap > (japaneseLetter.test(between) ? 0.9 : wordGap) * piece.size
    text += apart && !/\s$/.test(text) ? ` ${piece.text}` : piece.text
    end = endOf(piece)
  }
  // Spaced-out letters of a heading (「募 集 要 項」) are one word.
  const tidy = text.replace(/[\s\u3000]+/g, ' ').trim()
  return /^(?:[^\s\x00-\x7f] ){2,}[^\s\x00-\x7f]$/.test(tidy) ? tidy.replaceAll(' ', '') : tidy
}

/** The size that most of the letters have; 0 where there are none. */
export function commonSize(texts: readonly { text: string; size: number }[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of texts) letters.set(size, (letters.get(size) ?? 0) + text.length)
  return [...letters].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0]
}

function lineOf(segments: readonly Segment[]): TextLine {
  const pieces = segments.flatMap((segment) => segment.pieces)
  const size = commonSize(pieces)
  const parts = segments.map((segment) => textOf(segment.pieces)).filter((part) => part !== '')
  const [first = '', ...rest] = parts
  // A number before its item is no cell.
  const numbered = rest.length === 1 && numbering.test(first)
  return {
    text: parts.join(numbered ? ' ' : ' | '),
    left: Math.min(...segments.map((segment) => segment.left)),
    right: Math.max(...segments.map((segment) => segment.right)),
    y: pieces[0]?.y ?? 0,
    size: Math.round(size * 2) / 2,
    cells: parts.length > 1 && !numbered,
  }
}

/**
 * Where the page stands in two columns of prose, the x between them. Rows of a table are told from columns by how far
 * the lines on the left reach: prose fills its column, cells do not.
 */
function gutterOf(lines: readonly (readonly Segment[])[], width: number): number | undefined {
  const both = (x: number) =>
    lines.filter((line) => line.length === 2 && (line[0]?.right ?? 0) < x && (line[1]?.left ?? 0) > x)
  for (let x = 0.38 * width; x <= 0.62 * width; x += 3) {
    const rows = both(x)
    const crossing = lines.filter((line) => line.some((segment) => segment.left < x && segment.right > x)).length
    if (rows.length < Math.max(6, 0.4 * lines.length) || crossing > 0.3 * lines.length) continue
    const start = Math.min(...rows.map((line) => line[0]?.left ?? 0))
    const reach = rows.reduce((sum, line) => sum + ((line[0]?.right ?? 0) - start) / (x - start), 0) / rows.length
    if (reach > 0.75) return x
  }
  return undefined
}

/** Lines that cross the gutter stand alone; between them the left column is read before the right one. */
function byColumns(lines: readonly Segment[][], gutter: number): Segment[][] {
  const ordered: Segment[][] = []
  let left: Segment[][] = []
  let right: Segment[][] = []
  const close = () => {
    ordered.push(...left, ...right)
    left = []
    right = []
  }
  for (const line of lines) {
    if (line.some((segment) => segment.left < gutter && segment.right > gutter)) {
      close()
      ordered.push(line)
      continue
    }
    const [before, after] = [line.filter((each) => each.right <= gutter), line.filter((each) => each.left >= gutter)]
    if (before.length > 0) left.push(before)
    if (after.length > 0) right.push(after)
  }
  close()
  return ordered
}

/** The lines of a page in the order they are read. */
export function linesOf({ pieces, width }: PageText): TextLine[] {
  const lines = baselines(pieces).map(segmentsOf)
  const gutter = gutterOf(lines, width)
  return (gutter === undefined ? lines : byColumns(lines, gutter)).map(lineOf).filter((line) => line.text !== '')
}
