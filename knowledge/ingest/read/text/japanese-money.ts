import { kanji2number } from '@geolonia/japanese-numeral'

export const moneyUnitNames = ['円', '千円', '万円', '百万円', '億円'] as const
export type MoneyUnit = (typeof moneyUnitNames)[number]

const moneyUnits: Readonly<Record<MoneyUnit, number>> = {
  円: 1,
  千円: 1_000,
  万円: 10_000,
  百万円: 1_000_000,
  億円: 100_000_000,
}

const numerals = '0-9〇零一二三四五六七八九十百千万億兆壱弐参拾'
const figureForm = new RegExp(`[${numerals}][${numerals}.]*円`, 'g')
const multiples: Readonly<Record<string, number>> = {
  '': 1,
  十: 10,
  百: 100,
  千: 1_000,
  万: 10_000,
  十万: 100_000,
  百万: 1_000_000,
  千万: 10_000_000,
  億: 100_000_000,
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/(?<=\d)[,、]\s*(?=\d{3})/g, '')
    .replace(/\s+/g, '')

/** 「1.5億」「1500千」「二百万」「1億5千万」 as a whole number of yen. */
function numberOf(text: string): number | undefined {
  const plain = /^(\d+(?:\.\d+)?)(\D*)$/.exec(text)
  const multiple = multiples[plain?.[2] ?? '-']
  const value =
    plain && multiple !== undefined ? Math.round(Number(plain[1]) * multiple * 100) / 100 : kanjiNumber(text)
  return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : undefined
}

function kanjiNumber(text: string): number | undefined {
  try {
    return kanji2number(text)
  } catch {
    return undefined
  }
}

export interface YenFigure {
  yen: number
  /** 「50万円以上」 is the least; anything else the most. */
  bound: 'cap' | 'floor'
}

/**
 * The sums that a cell names. A bare number takes `unit`; without one it says nothing, for it could be yen or thousands.
 */
export function readYen(text: string, unit?: MoneyUnit): YenFigure[] {
  const folded = fold(text)
  if (/^[\d.]+$/.test(folded)) {
    const yen = unit && Math.round(Number(folded) * moneyUnits[unit] * 100) / 100
    return yen !== undefined && Number.isSafeInteger(yen) && yen > 0 ? [{ yen, bound: 'cap' }] : []
  }
  const figures: YenFigure[] = []
  for (const found of folded.matchAll(figureForm)) {
    const yen = numberOf(found[0].slice(0, -1))
    const after = folded.slice(found.index + found[0].length)
    if (yen !== undefined) figures.push({ yen, bound: /^(?:以上|を超え|超)/.test(after) ? 'floor' : 'cap' })
  }
  return figures
}
