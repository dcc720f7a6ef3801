import type { Flag } from '../../reading.ts'

const tags = /[\u{E0000}-\u{E007F}]/gu
const overrides = /[\u202D\u202E]/g
const directions = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g
const zeroWidth =
  /[\u00AD\u200B-\u200D\u2060-\u2064\u206A-\u206F\uFEFF\u115F\u1160\u180E\u3164\uFFA0]|\u034F|\u17B4|\u17B5/g
// One selector behind a letter chooses its shape (葛󠄀飾区); several in a row carry a message.
const selectorRuns = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{2,}/gu
const controls = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/g

const zeroWidthRun = /[\u200B-\u200D\u2060-\u2064\uFEFF]{8,}/
/** Editors leave a few of these behind; a page with more of them hides something or breaks the search. */
const usualZeroWidth = 20
const usualDirections = 8

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Text without what a reader cannot see. */
export const withoutInvisible = (text: string): string =>
  [tags, selectorRuns, directions, zeroWidth, controls].reduce((rest, pattern) => rest.replace(pattern, ''), text)

/** Says what of a text cannot be seen, where it is more than editors leave behind. */
export function invisibleFlags(text: string): Flag[] {
  const found: [string, number][] = []
  const tagged = count(text, tags)
  if (tagged > 0) found.push(['タグ文字', tagged])
  const turned = count(text, overrides)
  if (turned > 0 || count(text, directions) > usualDirections)
    found.push(['表示の向きを変える文字', count(text, directions)])
  const thin = count(text, zeroWidth)
  if (thin > usualZeroWidth || zeroWidthRun.test(text)) found.push(['幅のない文字', thin])
  const runs = count(text, selectorRuns)
  if (runs > 0) found.push(['続いた異体字セレクタ', runs])
  if (found.length === 0) return []
  const detail = `見えない文字を取り除きました: ${found.map(([name, times]) => `${name}${times}個`).join('、')}`
  return [{ kind: 'invisible-characters', detail }]
}
