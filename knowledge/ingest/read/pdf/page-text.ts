import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import type { PdfLibrary } from './open-pdf.ts'
import { type PaintedGlyph, paintedPage } from './painted-text.ts'

/** A run of letters on one baseline; points from the lower left corner. */
export interface TextPiece {
  text: string
  x: number
  y: number
  width: number
  size: number
}

export interface PageText {
  pieces: TextPiece[]
  width: number
  height: number
  /** Text that is on the page and not to be seen there; not among the pieces. */
  unseen: string
  picture: boolean
}

/** Smaller than anyone reads. */
const smallest = 2

const blank = /\s/u
const lettersOf = (text: string): string[] => [...text].filter((letter) => !blank.test(letter))

interface RawItem {
  str: string
  transform: number[]
  width: number
  height: number
}

/**
 * Splits each item into what is seen and what is not. Items and glyphs come from the same stream in the same order, so
 * they are walked together; where they part, an item counts as unseen only if its words were painted unseen alone.
 */
function seenParts(items: readonly RawItem[], glyphs: readonly PaintedGlyph[]): [seen: string, unseen: string][] {
  const letters = glyphs.flatMap(({ text, unseen }) => lettersOf(text).map((letter) => ({ letter, unseen })))
  const whole = items.flatMap((item) => lettersOf(item.str))
  const together = whole.length === letters.length && whole.every((letter, index) => letter === letters[index]?.letter)
  if (together) {
    let at = 0
    return items.map(({ str }) => {
      let seen = ''
      let unseen = ''
      for (const letter of str) {
        const hidden = blank.test(letter) ? false : letters[at++]?.unseen === true
        if (hidden) unseen += letter
        else seen += letter
      }
      return seen.trim() === '' && unseen !== '' ? ['', str] : [seen, unseen]
    })
  }
  const joined = (unseen: boolean) =>
    letters
      .filter((each) => each.unseen === unseen)
      .map((each) => each.letter)
      .join('')
  const [shown, hidden] = [joined(false), joined(true)]
  return items.map(({ str }) => {
    const words = lettersOf(str).join('')
    return words !== '' && hidden.includes(words) && !shown.includes(words) ? ['', str] : [str, '']
  })
}

/** Reads one page, and lets its memory go. */
export async function readPage(page: PDFPageProxy, library: PdfLibrary): Promise<PageText> {
  const content = await page.getTextContent({ disableNormalization: true })
  const painted = paintedPage(await page.getOperatorList(), library)
  const items = content.items.filter((item) => 'str' in item) as RawItem[]
  const { glyphs } = painted
  // All letters without ink over a picture: a scanned page with its recognised text, which is there to be read.
  const recognised = painted.picture && glyphs.filter((glyph) => glyph.inkless).length > 0.9 * glyphs.length
  const parts = seenParts(items, recognised ? glyphs.map((glyph) => ({ ...glyph, unseen: false })) : glyphs)
  const [left = 0, bottom = 0, right = 595, top = 842] = page.view
  const pieces: TextPiece[] = []
  const unseen: string[] = []
  for (const [index, item] of items.entries()) {
    const [seen = '', hidden = ''] = parts[index] ?? []
    const [a = 1, b = 0, , , x = 0, y = 0] = item.transform
    const size = Math.hypot(a, b) || item.height
    const away = x > right || y > top || y < bottom - size || x + Math.max(item.width, size) < left
    if (hidden !== '') unseen.push(hidden)
    if (seen.trim() === '') continue
    if (size < smallest || away) unseen.push(seen)
    else pieces.push({ text: seen, x: x - left, y: y - bottom, width: item.width, size })
  }
  page.cleanup()
  return { pieces, width: right - left, height: top - bottom, unseen: unseen.join('\n'), picture: painted.picture }
}
