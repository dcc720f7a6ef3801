import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import type { AnswerItem } from '../turn-context.ts'
import { introducingMoney, moneyLine } from './money-line.ts'
import { quote, say } from './say.ts'
import { contactSentence, firstSentence, isTooUncertain, mayBeTold, stateSentence } from './scheme-words.ts'

/** Facets that are told along with the one asked for, so that no figure stands without what limits it. */
const companions: Record<Facet, readonly Facet[]> = {
  what: ['what', 'amount', 'rate', 'who'],
  amount: ['amount', 'rate'],
  rate: ['rate', 'amount'],
  who: ['who', 'prerequisites', 'caution'],
  funded: ['funded', 'who'],
  deadline: ['deadline'],
  how: ['how', 'prerequisites', 'caution'],
  prerequisites: ['prerequisites', 'how'],
  documents: ['documents', 'how', 'prerequisites'],
  contact: ['contact', 'how'],
  caution: ['caution', 'prerequisites'],
}

const labels: Record<Facet, string> = {
  what: '制度の内容',
  amount: '金額',
  rate: '補助率',
  who: '対象者',
  funded: '対象になる経費',
  deadline: '受付期間',
  how: '申請方法',
  prerequisites: '前提となる条件',
  documents: '必要書類',
  contact: '問い合わせ先',
  caution: '注意点',
}

const answersByFacet = new Set<KnowledgeRecord['kind']>([
  'institution',
  'consultation',
  'system',
  'contract-template',
  'ip-procedure',
])

/** Whether the record says anything on a facet that may be answered. */
export const hasFacet = (record: KnowledgeRecord, facet: Facet): boolean => facetText(record, facet) !== undefined

/** The record's own words on one facet, with the year they are of; undefined when it has none. */
export function facetText(record: KnowledgeRecord, facet: Facet): string | undefined {
  if (facet === 'contact') return contactSentence(record)
  const block = record[facet]
  // What an unsure record is, is said in words that say as much.
  if (!block || !(mayBeTold(record, facet) || (facet === 'what' && !isTooUncertain(record)))) return undefined
  if (!block.asOf || block.text.includes(block.asOf)) return block.text
  return block.text.replace(/。?$/, `（${block.asOf}の内容）。`)
}

/** 「上限額は確認できていません」: said plainly, so that silence is not read as zero. */
export const unverifiedSentence = (record: KnowledgeRecord, facet: Facet): string =>
  `${record.shortName}の${(isScheme(record) ? labels : { ...labels, amount: '料金', rate: '料金の割合' })[facet]}は、確認できていません。`

/** 「事前の相談が必須です」 */
const comesBefore = /事前|先に|申請の前|面談|予約|エントリー/

const needsFirst: ReadonlySet<Facet> = new Set<Facet>(['deadline', 'amount', 'rate', 'what', 'funded'])

export interface FacetAnswer {
  items: AnswerItem[]
  /** True when what was asked is not known. */
  missing: boolean
}

/**
 * Answers the asked facets of one record: each in the record's words, followed by what limits it, the call's state
 * where money is concerned, and what is not known. A record that the answer introduces is told with its money.
 */
export function answerFacets(
  record: KnowledgeRecord,
  asked: readonly Facet[],
  now: number,
  introduces = false,
): FacetAnswer {
  // A rule, a term or an item of guidance says its whole answer in 「what」.
  const whole = !isScheme(record) && !answersByFacet.has(record.kind)
  const wanted: readonly Facet[] = whole ? ['what', 'caution'] : asked.length > 0 ? asked : ['what']
  const items: AnswerItem[] = []
  const told = new Set<Facet>()
  let missing = asked.length > 0 && isScheme(record)
  const tell = (facet: Facet, text = facetText(record, facet)) => {
    if (told.has(facet)) return
    told.add(facet)
    if (text) items.push(quote(text, record.id))
  }
  for (const facet of wanted) {
    if (hasFacet(record, facet)) {
      missing = false
      tell(facet)
    } else if (!whole && (facet === 'rate' || facet === 'amount') && !isScheme(record)) {
      items.push(say(unverifiedSentence(record, facet), record.id))
    } else if (isScheme(record) && !told.has(facet) && facet !== 'documents' && facet !== 'caution') {
      told.add(facet)
      items.push(say(unverifiedSentence(record, facet), record.id))
    }
  }
  const leading = wanted[0] ?? 'what'
  if (leading === 'what' && isScheme(record)) {
    // An overview gives the money in one line; who asks for it gets every tier.
    const money = moneyLine(record)
    if (money) tell('amount', money)
    told.add('amount').add('rate')
  } else if (introduces && isScheme(record) && ['funded', 'who', 'caution'].includes(leading)) {
    // Whom a scheme is for says little without what it is for.
    if (leading === 'who' && hasFacet(record, 'what')) items.unshift(quote(firstSentence(record.what.text), record.id))
    const money = introducingMoney(record, facetText(record, 'amount'))
    if (money) tell('amount', money)
  }
  for (const facet of whole ? [] : companions[leading]) if (items.length < 5) tell(facet)
  // A deadline, a sum or a purpose is of little use to who does not know what must be done before.
  const before = facetText(record, 'prerequisites')
  if (needsFirst.has(leading) && before && comesBefore.test(before)) tell('prerequisites')
  // A cap says nothing without the rate, whatever else was asked first.
  if (wanted.includes('amount') && isScheme(record) && hasFacet(record, 'rate')) tell('rate')
  if (items.length === 0) tell('what')
  if (isScheme(record) || wanted.includes('deadline')) {
    const state = stateSentence(record, now)
    if (state && wanted.includes('deadline')) items.unshift(state)
    else if (state) items.push(state)
  }
  return { items, missing }
}
