import { kanji2number } from '@geolonia/japanese-numeral'

const kanjiDigits = '一二三四五六七八九十'
const forms = new RegExp(
  [
    String.raw`(?<top>\d{1,3})\s*/\s*(?<bottom>\d{1,3})(?!\d|/)`,
    String.raw`(?<below>[\d${kanjiDigits}]{1,3})分の(?<above>[\d${kanjiDigits}]{1,3})`,
    String.raw`(?<percent>\d{1,3}(?:\.\d+)?)\s*(?:%|パーセント)`,
    String.raw`(?<tenths>[\d${kanjiDigits}]{1,2})割`,
  ].join('|'),
  'g',
)

const number = (text: string): number => (/^\d+$/.test(text) ? Number(text) : kanji2number(text))

/** A cell that Excel keeps as a number: 0.75 is 75%, 0.6666… is 2/3. */
function ofDecimal(value: number): string | undefined {
  if (!(value > 0 && value <= 1)) return undefined
  const percent = Math.round(value * 1000) / 10
  if (Math.abs(value * 100 - percent) < 1e-9) return `${percent}%`
  for (let bottom = 2; bottom <= 10; bottom += 1) {
    const top = Math.round(value * bottom)
    if (Math.abs(value - top / bottom) < 1e-6) return `${top}/${bottom}`
  }
  return undefined
}

function rateOf(groups: Record<string, string | undefined>): string | undefined {
  const fraction = (top: number, bottom: number) => (top > 0 && top <= bottom ? `${top}/${bottom}` : undefined)
  if (groups.top !== undefined) return fraction(Number(groups.top), Number(groups.bottom))
  if (groups.below !== undefined) return fraction(number(groups.above ?? ''), number(groups.below))
  if (groups.tenths !== undefined) return number(groups.tenths) <= 10 ? `${number(groups.tenths) * 10}%` : undefined
  return Number(groups.percent) <= 100 ? `${groups.percent}%` : undefined
}

/** The rates that a text names, as fractions or percentages, each once: 「2/3以内（小規模は4分の3）」 → 2/3, 3/4. */
export function readRates(text: string): string[] {
  const folded = text.normalize('NFKC').trim()
  if (/^[01](?:\.\d+)?$/.test(folded)) return [ofDecimal(Number(folded))].filter((value) => value !== undefined)
  // 2026/1/2 is a day, which Excel makes of a fraction.
  const values = [...folded.matchAll(forms)]
    .filter((found) => !/[\d/]$/.test(folded.slice(0, found.index)))
    .map((found) => rateOf(found.groups ?? {}))
  return [...new Set(values.filter((value) => value !== undefined))]
}
