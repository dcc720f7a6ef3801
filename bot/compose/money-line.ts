import { yenText } from '../../knowledge/figures/yen-text.ts'
import type { Amount, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isTooUncertain, mayBeTold } from './scheme-words.ts'

/** The figure with what limits it in the record's own words: 「2/3以内」 is no promise of 2/3, 「20万円程度」 none of 20万円. */
const limited = (figure: string, ownWords: string | undefined): string =>
  ['以内', '程度', '以下'].map((limit) => `${figure}${limit}`).find((words) => ownWords?.includes(words)) ?? figure

/** What bounds the grant as a whole; where nothing does, what bounds a person's course or a month's rent. */
export function boundingCaps({ amount }: KnowledgeRecord): { caps: readonly Amount[]; unit: string } {
  const caps = amount?.caps ?? []
  const of = (...per: Amount['per'][]) => caps.filter((cap) => per.includes(cap.per))
  if (of('person').length > 0) return { caps: of('person'), unit: '1人' }
  const whole = of(undefined, 'year', 'project')
  return whole.length > 0 ? { caps: whole, unit: '' } : { caps: of('month'), unit: '月' }
}

/** 「上限150万円」, or the span of a scheme with several caps; undefined when none may be told. */
export function capText(record: KnowledgeRecord): string | undefined {
  const { caps, unit } = boundingCaps(record)
  const yen = caps.map((cap) => cap.yen)
  if (yen.length === 0 || isTooUncertain(record) || !mayBeTold(record, 'amount')) return undefined
  const [least, most] = [Math.min(...yen), Math.max(...yen)]
  return least === most
    ? `上限${unit}${limited(yenText(most), record.amount?.text)}`
    : `上限${unit}${yenText(least)}〜${yenText(most)}（条件による）`
}

/** Of what is paid to an office the rate is the share that is left to pay. */
const rateNames: Partial<Record<KnowledgeRecord['kind'], string>> = { tax: '控除率', 'ip-procedure': '払う額は通常の' }

/** 「補助率2/3」, or the rates of a scheme with several. */
export function rateText(record: KnowledgeRecord): string | undefined {
  const rates = [...new Set((record.rate?.values ?? []).map(({ value }) => value))]
  if (rates.length === 0 || rates.length > 4 || isTooUncertain(record)) return undefined
  if (!mayBeTold(record, 'rate')) return undefined
  const written = rates.map((rate) => limited(rate, record.rate?.text))
  return `${rateNames[record.kind] ?? '補助率'}${written.join('・')}${rates.length > 1 ? '（条件による）' : ''}`
}

/** Cap and rate as one sentence with the year they are of; undefined when neither may be told. */
export function moneyLine(record: KnowledgeRecord): string | undefined {
  const parts = [capText(record), rateText(record)].filter((part) => part !== undefined)
  if (parts.length === 0) return undefined
  const asOf = record.amount?.asOf ?? record.rate?.asOf
  return `${parts.join('、')}です${asOf ? `（${asOf}の内容）` : ''}。`
}

const LONGEST_IN_PASSING = 80

/** The money of a scheme told in passing: its own words where they are short and say more than one cap, else the line. */
export function introducingMoney(record: KnowledgeRecord, ownWords: string | undefined): string | undefined {
  const telling = (record.amount?.caps.length ?? 0) > 1 || /月/.test(ownWords ?? '')
  if (!ownWords || !telling || ownWords.length > LONGEST_IN_PASSING) return moneyLine(record)
  const rate = rateText(record)
  return rate ? `${ownWords}${rate}です。` : ownWords
}
