import { kanji2number } from '@geolonia/japanese-numeral'

/** A typed value found in a text. `value` is canonical: equal values are equal strings. */
export interface Figure {
  kind: 'money' | 'rate' | 'date' | 'time' | 'count' | 'phone' | 'url'
  value: string
  /** 以内, 未満, 以上 …: part of the value, since 以内 and 未満 are different promises. */
  comparator: Comparator | undefined
  /** As written. */
  raw: string
}

export type Comparator = 'at-most' | 'below' | 'at-least' | 'above'

const comparators: readonly [RegExp, Comparator][] = [
  [/^\s*(?:以内|以下|まで|を上限|が上限|を限度)/, 'at-most'],
  [/^\s*未満/, 'below'],
  [/^\s*(?:以上|以降|から)/, 'at-least'],
  [/^\s*(?:超|を超え)/, 'above'],
]

const NUMBER = '(?:\\d+(?:\\.\\d+)?|[〇一二三四五六七八九十百千]+)'
/** Units counted in the corpus. Days and months of a period are counts too. */
const UNITS =
  '(?:営業日|日間|日|か月間?|ヶ月間?|カ月間?|ヵ月間?|箇月間?|週間?|年間?|年度|時間|分|回|次|名|人|社|者|件|機関|大学|項|条|割|枠|モデル|プロセス|項目|区|拠点|㎡|円\\/)'
const eras: Record<string, number> = { 令和: 2018, 平成: 1988, 昭和: 1925 }

/** NFKC with one dash and tilde, no thousands separators and no invisible characters. */
export function normalizeFigures(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[〜～∼]/g, '~')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
}

const toNumber = (written: string): number => {
  if (/^[\d.]+$/.test(written)) return Number(written)
  try {
    return kanji2number(written)
  } catch {
    return Number.NaN
  }
}
const pad = (value: number) => String(value).padStart(2, '0')
const lowestTerms = (a: number, b: number): string => {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y))
  const common = divisor(a, b) || 1
  return `${a / common}/${b / common}`
}

type Found = Omit<Figure, 'comparator' | 'raw'> & { keep?: boolean }
type Rule = { pattern: RegExp; read(groups: (string | undefined)[]): Found | Found[] | undefined }

const date = (year: number, month: number, day: number): Found | undefined =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? { kind: 'date', value: `${year}-${pad(month)}-${pad(day)}` }
    : undefined

/** Order matters: what an earlier rule has read is gone for the later ones. */
const rules: readonly Rule[] = [
  {
    pattern: /https?:\/\/[^\s<>"'「」『』（）()、。]+/g,
    read: ([url]) => ({ kind: 'url', value: (url ?? '').replace(/[/.,]+$/, '') }),
  },
  {
    pattern: /(?<!\d)(?:0\d{1,4}-\d{1,4}-\d{3,4}|0\d{3}-\d{6}|\(0\d{1,4}\)\d{1,4}-\d{3,4})(?!\d)/g,
    read: ([phone]) => ({ kind: 'phone', value: (phone ?? '').replace(/\D/g, '') }),
  },
  {
    pattern: /(?<!\d)(20\d{2}|19\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)日?/g,
    read: ([, year, month, day]) => date(Number(year), Number(month), Number(day)),
  },
  {
    pattern: /(令和|平成|昭和)(\d{1,2}|元)年(\d{1,2})月(\d{1,2})日/g,
    read: ([, era = '', year, month, day]) =>
      date((eras[era] ?? 0) + (year === '元' ? 1 : Number(year)), Number(month), Number(day)),
  },
  {
    pattern: /(?<!\d)(20\d{2}|19\d{2})\s?年\s?(\d{1,2})月/g,
    read: ([, year, month]) => ({ kind: 'date', value: `${year}-${pad(Number(month))}` }),
  },
  {
    pattern: /(?<!\d)(20\d{2})-(\d{2})(?![\d-])/g,
    read: ([, year, month]) => ({ kind: 'date', value: `${year}-${month}` }),
  },
  {
    pattern: /(令和|平成|昭和)(\d{1,2}|元)年度?/g,
    read: ([, era = '', year]) => ({
      kind: 'date',
      value: String((eras[era] ?? 0) + (year === '元' ? 1 : Number(year))),
    }),
  },
  { pattern: /(?<!\d)(20\d{2}|19\d{2})年度?/g, read: ([, year]) => ({ kind: 'date', value: year ?? '' }) },
  {
    pattern: /(?<!\d)(\d{1,2})月(\d{1,2})日/g,
    read: ([, month, day]) => ({ kind: 'date', value: `--${pad(Number(month))}-${pad(Number(day))}` }),
  },
  {
    pattern: /(?<!\d)(\d{1,2}):(\d{2})(?!\d)/g,
    read: ([, hour, minute]) => ({ kind: 'time', value: `${pad(Number(hour))}:${minute}` }),
  },
  {
    pattern: /(?<!\d)(\d{1,2})時(?!間)(?:(\d{1,2})分)?/g,
    read: ([, hour, minute]) => ({ kind: 'time', value: `${pad(Number(hour))}:${pad(Number(minute ?? 0))}` }),
  },
  { pattern: /正午/g, read: () => ({ kind: 'time', value: '12:00' }) },
  {
    pattern: new RegExp(`(?<![\\d.])(?:(${NUMBER})億)?(?:(${NUMBER})([千百]?)万)?(${NUMBER})?(千)?円`, 'g'),
    read: ([, oku, man, unit, rest, thousand]) => {
      if (oku === undefined && man === undefined && rest === undefined) return undefined
      const scale = unit === '千' ? 1e7 : unit === '百' ? 1e6 : 1e4
      const yen =
        (oku ? toNumber(oku) * 1e8 : 0) +
        (man ? toNumber(man) * scale : 0) +
        (rest ? toNumber(rest) * (thousand ? 1000 : 1) : 0)
      return { kind: 'money', value: String(Math.round(yen)) }
    },
  },
  {
    pattern: new RegExp(`(?<![\\d.])(?:(${NUMBER})億(?:(${NUMBER})万)?|(${NUMBER})万)(?![人件社名者個])`, 'g'),
    read: ([, oku, man, alone]) => ({
      kind: 'money',
      value: String(
        Math.round(
          (oku ? toNumber(oku) * 1e8 : 0) + (man ? toNumber(man) * 1e4 : 0) + (alone ? toNumber(alone) * 1e4 : 0),
        ),
      ),
    }),
  },
  {
    pattern: /(?<![\d.])(\d+)\s?(?:yen|yên|日元|엔)/gi,
    read: ([, yen]) => ({ kind: 'money', value: yen ?? '' }),
  },
  {
    pattern: new RegExp(`(${NUMBER})分の(${NUMBER})`, 'g'),
    read: ([, below, above]) => ({ kind: 'rate', value: lowestTerms(toNumber(above ?? ''), toNumber(below ?? '')) }),
  },
  {
    pattern: /(?<![\d/.])(\d{1,2})\s?\/\s?(\d{1,2})(?![\d/])/g,
    read: ([, above, below]) =>
      Number(below) ? { kind: 'rate', value: lowestTerms(Number(above), Number(below)) } : undefined,
  },
  {
    pattern: /(?<![\d.])(\d+(?:\.\d+)?)\s?(?:%|パーセント)/g,
    read: ([, percent]) => ({ kind: 'rate', value: lowestTerms(Math.round(Number(percent) * 100), 10000) }),
  },
  { pattern: /(?:半額|半分)/g, read: () => ({ kind: 'rate', value: '1/2' }) },
  {
    pattern: /(?<![\d.])(\d+)(?:~(\d+))?\s?(days?|weeks?|months?|ngày|tuần|tháng|天|周|个月|개월|주|일)/gi,
    read: ([, least, most, unit = '']) =>
      [least, most]
        .filter((amount) => amount !== undefined)
        .map((amount) => ({ kind: 'count' as const, value: `${amount}${foreignUnit(unit.toLowerCase())}` })),
  },
  {
    pattern: new RegExp(`第?(${NUMBER})(${UNITS})`, 'g'),
    read: ([, amount = '', unit = '']) => {
      const value = toNumber(amount)
      if (unit === '割') return { kind: 'rate', value: lowestTerms(value, 10) }
      return Number.isNaN(value) ? undefined : { kind: 'count', value: `${value}${canonicalUnit(unit)}` }
    },
  },
]

const foreignUnit = (unit: string): string =>
  /^(?:day|ngày|天|일)/.test(unit) ? '日' : /^(?:week|tuần|周|주)/.test(unit) ? '週' : '月'

const canonicalUnit = (unit: string): string => {
  if (/月/.test(unit)) return '月'
  if (/^年/.test(unit)) return '年'
  if (/^日/.test(unit)) return '日'
  if (/^週/.test(unit)) return '週'
  return /^[名人]$/.test(unit) ? '人' : /^[社者]$/.test(unit) ? '社' : unit
}

/** Every typed value in a text, in the order of the rules. */
export function findFigures(text: string): Figure[] {
  let rest = normalizeFigures(text)
  const figures: Figure[] = []
  for (const { pattern, read } of rules) {
    rest = rest.replace(pattern, (...args) => {
      const offsetAt = args.findIndex((arg) => typeof arg === 'number')
      const groups = args.slice(0, offsetAt) as (string | undefined)[]
      const raw = groups[0] ?? ''
      const found = read(groups)
      if (!found) return raw
      const behind = rest.slice((args[offsetAt] as number) + raw.length)
      const comparator = comparators.find(([word]) => word.test(behind))?.[1]
      for (const figure of [found].flat()) figures.push({ kind: figure.kind, value: figure.value, comparator, raw })
      return '\u0000'.repeat(raw.length)
    })
  }
  return figures
}
