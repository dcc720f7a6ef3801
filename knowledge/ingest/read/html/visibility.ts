import type { Declarations } from './style-rules.ts'

export type Background = 'white' | 'other'

const number = (value: string | undefined): number => Number.parseFloat(value ?? '')
const farAway = (value: string | undefined): boolean =>
  Math.abs(number(value)) >= 500 && /px|em|rem|%|vw|vh|pt/.test(value ?? '')

const white =
  /^(?:#fff(?:f(?:fff)?)?|#f[c-f]f[c-f]f[c-f]|white|snow|rgba?\(\s*25[2-5][\s,]+25[2-5][\s,]+25[2-5](?:[\s,/]+(?:1|1\.0|100%))?\s*\))$/
const seeThrough = /^(?:transparent|rgba\([^)]*[,/]\s*0(?:\.0+)?%?\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00)$/

/** What an element's own styles make of the ground below its text; undefined where they say nothing. */
export function backgroundOf(styles: Declarations, element: Element): Background | undefined {
  const image = styles.get('background-image')
  const said =
    styles.get('background-color') ?? styles.get('background') ?? element.getAttribute('bgcolor')?.toLowerCase()
  if (image !== undefined && image !== 'none') return 'other'
  if (said === undefined || /^(?:none|transparent|inherit|initial|unset)$/.test(said)) return undefined
  return white.test(said.trim()) ? 'white' : 'other'
}

const tiny = (styles: Declarations): boolean => {
  const size = styles.get('font-size')
  return size !== undefined && (/^0(?:\.0+)?(?:px|pt|em|rem|%|vw|ex)?$/.test(size) || /^(?:0?\.\d+|1)px$/.test(size))
}

const offScreen = (styles: Declarations): boolean =>
  /absolute|fixed/.test(styles.get('position') ?? '') &&
  ['left', 'right', 'top', 'bottom'].some((side) => number(styles.get(side)) < 0 && farAway(styles.get(side)))

const clippedAway = (styles: Declarations): boolean => {
  if (/^rect\(\s*(?:0|1px)\D/.test(styles.get('clip') ?? '')) return true
  if (/^inset\(\s*(?:50|100)%/.test(styles.get('clip-path') ?? '')) return true
  const flat = ['width', 'height', 'max-height', 'max-width'].some((side) =>
    /^[01](?:px)?$/.test(styles.get(side) ?? ''),
  )
  return flat && /hidden|clip/.test(styles.get('overflow') ?? '')
}

/** True where the styles keep the text of an element from a reader's eyes on a ground of that colour. */
export function isHidden(styles: Declarations, ground: Background, guessColour: boolean): boolean {
  if (styles.size === 0) return false
  if (styles.get('display') === 'none' || /^(?:hidden|collapse)$/.test(styles.get('visibility') ?? '')) return true
  if (/^0(?:\.0+)?%?$/.test(styles.get('opacity') ?? '') || /scale\(\s*0\s*[,)]/.test(styles.get('transform') ?? ''))
    return true
  if (tiny(styles) || offScreen(styles) || clippedAway(styles)) return true
  if (number(styles.get('text-indent')) < 0 && farAway(styles.get('text-indent'))) return true
  const colour = styles.get('color')
  if (colour === undefined) return false
  return seeThrough.test(colour) || (guessColour && ground === 'white' && white.test(colour))
}
