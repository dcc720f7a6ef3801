import type { PdfLibrary } from './open-pdf.ts'

export interface PaintedGlyph {
  text: string
  /** Painted so that nobody sees it: no ink, ink without colour on paper, or white on nothing. */
  unseen: boolean
  /** Text render mode 3: what recognition of a scanned page lays over its picture. */
  inkless: boolean
}

export interface PaintedPage {
  glyphs: PaintedGlyph[]
  /** The page holds a picture, or letters drawn as lines. */
  picture: boolean
}

type Matrix = readonly [number, number, number, number, number, number]
type Box = readonly [left: number, bottom: number, right: number, top: number]

interface State {
  matrix: Matrix
  white: boolean
  clear: boolean
  mode: number
}

const unit: Matrix = [1, 0, 0, 1, 0, 0]
const inkless = 3
const manyPaths = 200

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

const place = (m: Matrix, x: number, y: number): [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]

function boxOf(m: Matrix, [left, bottom, right, top]: Box): Box {
  const [x1, y1] = place(m, left, bottom)
  const [x2, y2] = place(m, right, top)
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
}

function matrixOf(value: unknown): Matrix {
  const from = Array.from((value ?? unit) as ArrayLike<number>, Number)
  return [from[0] ?? 1, from[1] ?? 0, from[2] ?? 0, from[3] ?? 1, from[4] ?? 0, from[5] ?? 0]
}

const isWhite = (colour: unknown): boolean => {
  const parts = /^#(..)(..)(..)$/.exec(String(colour))?.slice(1) ?? ['00']
  return parts.every((part) => Number.parseInt(part, 16) >= 250)
}

/** Follows the operators of a page as far as its letters need: place, colour and mode of each, and the grounds below. */
export function paintedPage(
  operators: { fnArray: readonly number[]; argsArray: readonly unknown[] },
  { OPS }: PdfLibrary,
): PaintedPage {
  const fills = new Set([
    OPS.fill,
    OPS.eoFill,
    OPS.fillStroke,
    OPS.eoFillStroke,
    OPS.closeFillStroke,
    OPS.closeEOFillStroke,
  ])
  const images = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
  const grounds: Box[] = []
  const glyphs: PaintedGlyph[] = []
  const kept: State[] = []
  let state: State = { matrix: unit, white: false, clear: false, mode: 0 }
  let line: Matrix = unit
  let picture = false
  let paths = 0
  const onGround = (): boolean => {
    const [x, y] = place(times(state.matrix, line), 0, 0)
    return grounds.some(([left, bottom, right, top]) => x >= left - 1 && x <= right && y >= bottom - 1 && y <= top)
  }
  const paintPicture = () => {
    picture = true
    grounds.push(boxOf(state.matrix, [0, 0, 1, 1]))
  }
  for (const [index, operator] of operators.fnArray.entries()) {
    const args = (operators.argsArray[index] ?? []) as unknown[]
    if (operator === OPS.save) kept.push(state)
    else if (operator === OPS.restore) state = kept.pop() ?? state
    else if (operator === OPS.transform) {
      state = { ...state, matrix: times(state.matrix, matrixOf(args)) }
      // A place made ready and left at once is where a picture was dropped.
      if (operators.fnArray[index + 1] === OPS.restore) paintPicture()
    } else if (operator === OPS.paintFormXObjectBegin) {
      kept.push(state)
      if (args[0]) state = { ...state, matrix: times(state.matrix, matrixOf(args[0])) }
    } else if (operator === OPS.paintFormXObjectEnd) state = kept.pop() ?? state
    else if (images.has(operator)) paintPicture()
    else if (operator === OPS.setFillRGBColor) state = { ...state, white: isWhite(args[0]) }
    else if (operator === OPS.setFillColorN) state = { ...state, white: false }
    else if (operator === OPS.setTextRenderingMode) state = { ...state, mode: Number(args[0]) }
    else if (operator === OPS.setGState) {
      const alpha = (args[0] as [string, unknown][] | undefined)?.find(([name]) => name === 'ca')
      if (alpha) state = { ...state, clear: Number(alpha[1]) === 0 }
    } else if (operator === OPS.constructPath) {
      paths += 1
      const box = Array.from((args[2] ?? []) as ArrayLike<number>, Number)
      const [left, bottom, right, top] = box
      if (fills.has(Number(args[0])) && !state.white && !state.clear && top !== undefined) {
        grounds.push(boxOf(state.matrix, [left ?? 0, bottom ?? 0, right ?? 0, top]))
      }
    } else if (operator === OPS.beginText) line = unit
    else if (operator === OPS.setTextMatrix) line = matrixOf(args[0])
    else if (operator === OPS.moveText || operator === OPS.setLeadingMoveText) {
      line = times(line, [1, 0, 0, 1, Number(args[0]), Number(args[1])])
    } else if (operator === OPS.showText) {
      const unseen = state.mode === inkless || state.clear || (state.white && !onGround())
      for (const glyph of (args[0] ?? []) as unknown[]) {
        const text = (glyph as { unicode?: unknown } | null)?.unicode
        if (typeof text === 'string') glyphs.push({ text, unseen, inkless: state.mode === inkless })
      }
    }
  }
  return { glyphs, picture: picture || (glyphs.length === 0 && paths > manyPaths) }
}
