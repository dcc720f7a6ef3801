import { normalizeText } from '../analysis/normalize.ts'
import type { Amount, HoldsWhen, KnowledgeRecord, Rate } from '../record/schema.ts'
import { atLeast, atMost, type Company, isSmall } from './company.ts'

/** What is known of the one who asks: his words, normalised, and his company. */
export interface Situation {
  said: string
  company: Company
}

/** What a scheme's rate makes of a cost. */
export interface Sum {
  rate: string
  /** Yen, within the cap, what is below the scheme's least step cut off. */
  yen: number
  atCap: boolean
  /** The least grant there is, where the sum does not reach it. */
  below?: Amount
}

export type Reckoning =
  /** One sum for each rate that may be meant. */
  | { kind: 'sums'; sums: Sum[]; per: Amount['per']; frame: string | undefined; special: string | undefined }
  /** The cap depends on what is not known: `caps` are those that it may be. */
  | { kind: 'open'; rates: string[]; caps: Amount[]; by: 'employees' | 'other'; frame: string | undefined }
  /** The scheme takes no plan as small as the cost: `least` yen must be spent. */
  | { kind: 'small'; least: number }
  /** The scheme is paid by a rate or a cap that is not known. */
  | { kind: 'lacking'; lacks: 'rate' | 'amount'; sums: Sum[] }

/** Said to the end of its clause: 「賃上げの予定はありません」「最低賃金ぎりぎりの会社ではない」. In doubt the usual case is told. */
const declines = /^[^。、?]{0,14}?(?:ない|ません|なく|なし|無し|ず(?:に|$)|難し|厳し|無理)/

const names = (said: string, words: readonly string[] | undefined): boolean => namedWord(said, words) !== ''

/** The longest of the words that is said and not declined, normalised; empty where none is. */
const namedWord = (said: string, words: readonly string[] = []): string =>
  words
    .map(normalizeText)
    .filter((word) => said.includes(word) && !declines.test(said.slice(said.indexOf(word) + word.length)))
    .reduce((longest, word) => (word.length > longest.length ? word : longest), '')

/** Whether a label is spoken by one of its parts: 「人件費」 of 「事業費と人件費」, never by two letters. */
export const isNamed = (label: string | undefined, said: string): boolean =>
  (label ?? '').split(/[・（）、と]/).some((part) => part.length >= 3 && said.includes(normalizeText(part)))

/** The words of a record's rates and caps by which a case of its own is told: frames and special treatment. */
export const wordsOfCases = ({ rate, amount }: KnowledgeRecord): string[] => [
  ...new Set(
    [...(rate?.values ?? []), ...(amount?.caps ?? [])].flatMap(({ when }) => [
      ...(when?.frame ?? []),
      ...(when?.special ?? []),
    ]),
  ),
]

/** Those of the words that are said and not declined. */
export const saidOf = (words: readonly string[], said: string): string[] =>
  words.filter((word) => namedWord(said, [word]) !== '')

const asKind = '(?:区分|枠|類型|コース|部門)'

/** Kinds of cost that a record also calls by a frame's name: 「競争力強化の区分で」. */
export const framesAmongItems = ({ rate, amount }: KnowledgeRecord, said: string): string[] =>
  [...(rate?.values ?? []), ...(amount?.caps ?? [])]
    .flatMap(({ when }) => when?.items ?? [])
    .filter((word) => new RegExp(`${normalizeText(word)}の?${asKind}`).test(said))

/** Whether who asks is a small enterprise: by the figures of the company, else by the word, unless it is denied. */
export const saysSmall = (said: string, company: Company): boolean =>
  isSmall(company) === 'meets' || (isSmall(company) !== 'fails' && namedWord(said, ['小規模']) !== '')

const large = /大企業(?!の子会社|に支配|以外)/

type Held = { when?: HoldsWhen | undefined }

/** Of the entries those that hold in the situation; several where it does not tell, in their order. */
export function holding<Entry extends Held>(entries: readonly Entry[], { said, company }: Situation): Entry[] {
  const framed = entries.filter(({ when }) => names(said, when?.frame))
  const usual = entries.find(({ when }) => when?.frame)?.when?.frame?.[0]
  const inFrame = entries.filter(
    (entry) => !entry.when?.frame || (framed.length > 0 ? framed.includes(entry) : entry.when.frame[0] === usual),
  )
  const itemised = inFrame.filter(({ when }) => names(said, when?.items))
  const plain = inFrame.filter(({ when }) => !when?.items)
  const ofItem = itemised.length > 0 ? itemised : plain.length > 0 ? plain : inFrame

  // 「インボイス特例と賃金引上げ特例」 names the entry of both, not that of either.
  const treatments = ofItem.map(({ when }) =>
    when?.also && !names(said, when.also) ? '' : namedWord(said, when?.special),
  )
  const treated = ofItem.filter((_, at) => {
    const own = treatments[at] ?? ''
    return own !== '' && !treatments.some((other) => other !== own && other.includes(own))
  })
  const untreated = ofItem.filter(({ when }) => !when?.special)
  const special = treated.length > 0 ? treated : untreated.length > 0 ? untreated : ofItem

  const small = saysSmall(said, company)
  const isSized = ({ when }: Entry) =>
    when?.size === 'small' ? small : when?.size === 'large' ? large.test(said) : false
  // What is paid to small companies takes the place of what others get for the same part of the grant, and of no other part.
  const samePart = (one: Entry, other: Entry) =>
    one.when?.portion?.above === other.when?.portion?.above && one.when?.portion?.upTo === other.when?.portion?.upTo
  const fitting = special.filter((entry) =>
    entry.when?.size ? isSized(entry) : !special.some((other) => isSized(other) && samePart(other, entry)),
  )
  const ofSize = fitting.length > 0 ? fitting : special

  return ofSize.filter(({ when }) => {
    const { least, most } = when?.employees ?? {}
    const known = company.employees
    const fails =
      (least !== undefined && atLeast(known, least) === 'fails') ||
      (most !== undefined && atMost(known, most) === 'fails')
    return !fails
  })
}

/** A rate as a share of 1: `2/3`, `75%`. */
export function shareOf(rate: string): number {
  if (rate.endsWith('%')) return Number(rate.slice(0, -1)) / 100
  const [above = 0, below = 1] = rate.split('/').map(Number)
  return above / below
}

const rounded = (yen: number): number => Math.floor(yen + 1e-6)

/** The grant where its first part is paid at one rate and what goes beyond at another. */
function byPortions(rates: readonly Rate[], cost: number): number {
  const ordered = [...rates].sort((a, b) => (a.when?.portion?.above ?? 0) - (b.when?.portion?.above ?? 0))
  let left = cost
  let grant = 0
  for (const { value, when } of ordered) {
    const share = shareOf(value)
    const room = (when?.portion?.upTo ?? Number.POSITIVE_INFINITY) - grant
    const part = Math.min(left * share, room)
    grant += part
    left -= part / share
    if (left < 1) break
  }
  return rounded(grant)
}

const declinesSpecial = /特例(?:は|を|も|が)?(?:なし|無し|使わ|受けな|受けま|利用しな|利用しま)/

/** Whether a 特例 is named that the record speaks of without data on what it changes. */
function namesUnknownSpecial({ rate, amount }: KnowledgeRecord, said: string): boolean {
  if (!said.includes('特例') || declinesSpecial.test(said)) return false
  if (![rate?.text, amount?.text].some((text) => text?.includes('特例'))) return false
  return ![...(rate?.values ?? []), ...(amount?.caps ?? [])].some(({ when }) => names(said, when?.special))
}

/** The caps that bound what is asked: of a kind of cost that has one of its own, of a month's rent, of one person's course, else of the whole. */
function capsFor({ amount }: KnowledgeRecord, { said }: Situation): Amount[] {
  const caps = amount?.caps ?? []
  const of = (per: Amount['per']) => caps.filter((cap) => cap.per === per)
  const parts = of('part').filter(({ for: label }) => isNamed(label, said))
  if (parts.length > 0) return parts
  if (/月|家賃|賃料/.test(said) && of('month').length > 0) return of('month')
  if (of('person').length > 0) return of('person')
  return caps.filter(({ per }) => per === undefined || per === 'year' || per === 'project')
}

/** What the record's rates and caps make of `cost` (yen). The caller sees to it that both may be told. */
export function reckon(record: KnowledgeRecord, cost: number, situation: Situation): Reckoning {
  const { rate, amount, funded } = record
  if (funded?.leastCost !== undefined && cost < funded.leastCost) return { kind: 'small', least: funded.leastCost }
  const rates = holding(rate?.values ?? [], situation)
  if (rates.length === 0) return { kind: 'lacking', lacks: 'rate', sums: [] }
  const caps = holding(capsFor(record, situation), situation)
  if (caps.length === 0) {
    const sums = rates.map(({ value }) => ({ rate: value, yen: rounded(cost * shareOf(value)), atCap: false }))
    return { kind: 'lacking', lacks: 'amount', sums: rates.some(({ when }) => when?.portion) ? [] : sums }
  }

  const frame = [...rates, ...caps].find(({ when }) => when?.frame)?.when?.frame
  const named = frame?.find((word) => situation.said.includes(normalizeText(word))) ? frame[0] : frame?.[0]
  const yens = caps.map(({ yen }) => yen)
  const [lowest, highest] = [Math.min(...yens), Math.max(...yens)]
  const portioned = rates.some(({ when }) => when?.portion)
  const values = [...new Set(rates.map(({ value }) => value))]
  const shares = portioned
    ? [{ rate: values.join('・'), yen: byPortions(rates, cost) }]
    : values.map((value) => ({ rate: value, yen: rounded(cost * shareOf(value)) }))
  if (namesUnknownSpecial(record, situation.said)) {
    const known = (amount?.caps ?? []).filter(({ per }) => per !== 'part')
    return { kind: 'open', rates: values, caps: known, by: 'other', frame: named }
  }
  if (lowest < highest && shares.some(({ yen }) => yen > lowest)) {
    const byEmployees = caps.some(({ when }) => when?.employees) && situation.company.employees === undefined
    return { kind: 'open', rates: values, caps, by: byEmployees ? 'employees' : 'other', frame: named }
  }
  const floors = holding(amount?.floors ?? [], situation)
  const least = [...floors].sort((a, b) => a.yen - b.yen)[0]
  const sums = shares.map(({ rate: value, yen: share }): Sum => {
    const step = rate?.cutBelow ?? 1
    const yen = Math.floor(Math.min(share, highest) / step) * step
    return { rate: value, yen, atCap: share > highest, ...(least && yen < least.yen ? { below: least } : {}) }
  })
  const special = [...rates, ...caps].find(({ when }) => when?.special)?.for
  return { kind: 'sums', sums, per: caps[0]?.per, frame: named, special }
}
