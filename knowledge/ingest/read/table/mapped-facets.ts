import { japaneseDateText } from '../../../../storage/ground/japan-time.ts'
import type { RecordDraft } from '../../../record/schema.ts'
import { readJapaneseDate, readJapanesePeriod } from '../text/japanese-date.ts'
import { type MoneyUnit, readYen } from '../text/japanese-money.ts'
import { readRates } from '../text/subsidy-rate.ts'

/** A value, or what is wrong with the cell. */
export type Read<T> = { value: T } | { fault: string }

type RateFacet = NonNullable<RecordDraft['rate']>
type AmountFacet = NonNullable<RecordDraft['amount']>
type DeadlineFacet = NonNullable<RecordDraft['deadline']>

/** A cell as a sentence that is whole without its head: 「補助率は2/3以内です。」 */
export function sentence(head: string, cell: string): string {
  const said = cell.replace(/\s*\n\s*/g, ' ').trim()
  if (/[。！？]$/.test(said)) return said
  // The unit in the head of a column, 「上限額（万円）」, stands in the sum itself.
  return `${head.replace(/\s+/g, '').replace(/[（(](?:単位[:：]?)?[千万億百]*円[）)]$/, '')}は${said}です。`
}

const unclear = /^(?:未定|調整中|検討中|不明|要確認|要相談|-|ー|—|―)$/
const wholeRate = /定額|全額|なし|無し|実費/

export function readRate(head: string, cell: string): Read<RateFacet> {
  if (/^\d{4}-\d{2}-\d{2}/.test(cell))
    return { fault: `率として読めません（表計算ソフトが日付に変えたようです）: ${cell}` }
  const rates = readRates(cell)
  if (rates.length === 0 && !wholeRate.test(cell)) return { fault: `率として読めません: ${cell}` }
  const bare = /^[01](?:\.\d+)?$/.test(cell.normalize('NFKC'))
  return {
    value: { text: sentence(head, bare ? (rates[0] ?? cell) : cell), values: rates.map((value) => ({ value })) },
  }
}

const yenText = (yen: number): string => {
  if (yen % 100_000_000 === 0) return `${yen / 100_000_000}億円`
  return yen % 10_000 === 0 ? `${(yen / 10_000).toLocaleString('en-US')}万円` : `${yen.toLocaleString('en-US')}円`
}

/** Several sums in a cell stand as text alone: which of them holds for whom, a table does not say. */
export function readAmount(head: string, cell: string, unit: MoneyUnit | undefined): Read<AmountFacet> {
  const figures = readYen(cell, unit)
  const bare = /^[\d,.，．\s]+$/.test(cell.normalize('NFKC'))
  if (figures.length === 0) {
    if (bare && unit === undefined) return { fault: `金額の単位がありません: ${cell}` }
    if (!bare && !unclear.test(cell) && /なし|無し|無料|定額|実費/.test(cell))
      return { value: { text: sentence(head, cell) } }
    return { fault: `金額として読めません: ${cell}` }
  }
  const of = (bound: 'cap' | 'floor') => {
    const found = figures.filter((figure) => figure.bound === bound)
    return found.length === 1 ? found.map(({ yen }) => ({ yen })) : []
  }
  const [first] = figures
  const text = sentence(head, bare && first ? yenText(first.yen) : cell)
  return { value: { text, caps: of('cap'), floors: of('floor') } }
}

const rolling = /随時|通年|常時|年間を通|いつでも/

interface CallDates {
  opens?: string
  closes?: string
}

export function readCallDates(cell: string, end: 'opens' | 'closes' | 'period'): Read<CallDates | 'rolling'> {
  if (rolling.test(cell)) return { value: 'rolling' }
  if (end === 'period') {
    const dates = readJapanesePeriod(cell)
    return dates ? { value: dates } : { fault: `期間として読めません: ${cell}` }
  }
  const date = readJapaneseDate(cell)
  return date === undefined ? { fault: `日付として読めません: ${cell}` } : { value: { [end]: date } }
}

/** The facet of a deadline from what its cells said. */
export function deadlineOf(read: readonly (CallDates | 'rolling')[], name: string): DeadlineFacet | undefined {
  const dates: CallDates = Object.assign({}, ...read.filter((each) => each !== 'rolling'))
  const { opens, closes } = dates
  if (opens === undefined && closes === undefined) {
    return read.length > 0 ? { text: '随時受け付けています。', policy: 'rolling' } : undefined
  }
  const begins = opens && `${japaneseDateText(opens)}から`
  const ends = closes && `${japaneseDateText(closes)}まで`
  const text = `募集期間は${begins ?? ''}${ends ?? ''}です。`
  return { text, policy: 'dated', calls: [{ name, ...dates }] }
}

/** 「03（1234）5678」「03-1234-5678（直通）」 as `03-1234-5678`. */
export function readPhone(cell: string): Read<string> {
  const folded = cell.normalize('NFKC').replace(/[‐-―−ー－]/g, '-')
  const found = /(0\d{1,4})[-( ]+(\d{1,4})[-) ]+(\d{3,4})(?!\d)/.exec(folded) ?? /(0\d{1,4})-(\d{6})(?!\d)/.exec(folded)
  if (!found) return { fault: `電話番号として読めません（市外局番から、ハイフンで区切ってください）: ${cell}` }
  return { value: found.slice(1).join('-') }
}

export function readUrl(cell: string): Read<string> {
  const address = /https?:\/\/[^\s　、。）)]+/.exec(cell)?.[0]
  return address !== undefined && URL.canParse(address) ? { value: address } : { fault: `URLとして読めません: ${cell}` }
}
