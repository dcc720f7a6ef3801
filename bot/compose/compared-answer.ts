import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant } from '../../knowledge/record/scheme-kinds.ts'
import { shareOf } from '../../knowledge/scheme/grant-amount.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, TurnContext } from '../turn-context.ts'
import type { Comparison } from '../understand/comparison.ts'
import { answered } from './answered.ts'
import { unverifiedSentence } from './facet-answer.ts'
import { isOpenNow, MOST_LISTED, peersOf } from './list-candidates.ts'
import { boundingCaps, capText, rateText } from './money-line.ts'
import { say } from './say.ts'
import { listLine } from './scheme-list.ts'
import { confirmSentence, contactSentence, mayBeTold, titleOf } from './scheme-words.ts'

/** By what schemes are compared: the figure, the words for it, and what is more of it. */
interface Measure {
  facet: 'amount' | 'rate'
  of(record: KnowledgeRecord): number | undefined
  words(record: KnowledgeRecord): string | undefined
  /** What bounds the figure, where two of them cannot be set side by side: 「1人」「月」. */
  unit(record: KnowledgeRecord): string
  more: string
}

const cap: Measure = {
  facet: 'amount',
  of: (record) => (capText(record) ? Math.max(...boundingCaps(record).caps.map(({ yen }) => yen)) : undefined),
  words: capText,
  unit: (record) => boundingCaps(record).unit,
  more: '上限がこれより大きい',
}
const rate: Measure = {
  facet: 'rate',
  of: (record) =>
    rateText(record) ? Math.max(...(record.rate?.values ?? []).map(({ value }) => shareOf(value))) : undefined,
  words: rateText,
  unit: () => '',
  more: '補助率がこれより高い',
}

/** What a grant pays a larger share of costs its user less. */
const measures: Readonly<Record<Comparison, Measure>> = { cheaper: rate, 'larger-cap': cap, 'higher-rate': rate }

/** 「もっと安いのは」「もっと上限が大きいのは」: others than what was spoken of, set beside it by the figures of the records. */
export function answerCompared(context: TurnContext, base: KnowledgeRecord): Draft {
  const wish = context.understanding.comparison ?? 'cheaper'
  if (!isGrant(base)) return ofPrice(context, base)
  const measure = measures[wish]
  return context.subjects.length > 1 ? among(context, measure) : beyond(context, base, measure)
}

/** Those of the last list, the largest figure first. */
function among(context: TurnContext, measure: Measure): Draft {
  const compared = context.subjects.filter((record) => measure.of(record) !== undefined && measure.unit(record) === '')
  const name = measure.facet === 'rate' ? '補助率の高い' : '上限の大きい'
  if (compared.length === 0)
    return incomparable(context, context.subjects.slice(0, MOST_LISTED), [say(texts.noneComparable)])
  return listed(context, inOrder(context, compared, measure), [say(texts.amongThem(name))])
}

/** That a figure is not known, and so nothing can be set beside it. */
const unknownFigure = (record: KnowledgeRecord, facet: Measure['facet']): AnswerItem[] => [
  say(unverifiedSentence(record, facet), record.id),
  say(texts.notCompared),
]

/** Others of the same purpose whose figure is larger; of one whose figure is not known, those whose figure is. */
function beyond(context: TurnContext, base: KnowledgeRecord, measure: Measure): Draft {
  const own = measure.of(base)
  const lead =
    own === undefined
      ? unknownFigure(base, measure.facet)
      : [say(`「${titleOf(base)}」は${measure.words(base)}です。`, base.id)]
  const larger = peersOf(base, context)
    .filter((record) => measure.unit(record) === (own === undefined ? '' : measure.unit(base)))
    .filter((record) => (measure.of(record) ?? 0) > (own ?? 0))
  if (larger.length === 0) {
    return incomparable(context, [base], own === undefined ? lead : [...lead, say(texts.noneBeyond(measure.more))])
  }
  const said = own === undefined ? texts.knownOnes : texts.beyond(measure.more)
  return listed(context, inOrder(context, larger, measure), [...lead, say(said)])
}

/**
 * What is paid to a place or an office: the corpus holds few such figures, so that it names what is free beside it, and
 * what pays a part.
 */
function ofPrice(context: TurnContext, base: KnowledgeRecord): Draft {
  const { amount } = base
  const tells = amount !== undefined && mayBeTold(base, 'amount')
  if (tells && amount.free)
    return incomparable(context, [base], [say(amount.text, base.id), say(texts.nothingCheaper)], 'answered')
  const free = base.kind === 'consultation' ? peersOf(base, context).filter(({ amount: other }) => other?.free) : []
  const { records } = context.dependencies.library
  const reducing = base.related
    .map((id) => records.get(id))
    .filter((record) => record?.kind === 'ip-procedure' && record.rate !== undefined)
    .filter((record) => record !== undefined)
  const [main = ''] = base.purposes
  const paying = peersOf(base, context, (record) => isGrant(record) && record.purposes.includes(main))
  const lead = tells ? [say(texts.priceNotCompared)] : unknownFigure(base, 'amount')
  const lists: readonly [string, readonly KnowledgeRecord[]][] = [
    [texts.freeOnes, free],
    [texts.costReduced, [...reducing, ...inOrder(context, paying, rate)]],
  ]
  const [said, others] = lists.find(([, found]) => found.length > 0) ?? []
  if (!said || !others) return incomparable(context, [base], lead)
  return listed(context, others, [...lead, say(said)])
}

/** What can be applied for first, and for the very thing that the other is for; then the larger figure. */
function inOrder(context: TurnContext, records: readonly KnowledgeRecord[], measure: Measure): KnowledgeRecord[] {
  const [main] = context.subjects[0]?.purposes ?? []
  const order = (record: KnowledgeRecord) =>
    (isOpenNow(record, context.input.now) ? 0 : 3) +
    (record.purposes[0] === main ? 0 : record.purposes.some((purpose) => purpose === main) ? 1 : 2)
  return [...records].sort((a, b) => order(a) - order(b) || (measure.of(b) ?? 0) - (measure.of(a) ?? 0))
}

function listed(context: TurnContext, found: readonly KnowledgeRecord[], lead: readonly AnswerItem[]): Draft {
  const { memory, input } = context
  const records = found.slice(0, MOST_LISTED)
  const first = records[0]
  const items = [
    ...lead,
    ...records.map((record, index) => listLine(record, index + 1, context)),
    say(texts.listFoot),
    ...(memory.wards.length === 0 ? [say(texts.askWard)] : []),
    ...(first ? [say(confirmSentence(first, input.now), first.id)] : []),
  ]
  const { card: _, ...draft } = answered(context, items, records, { outcome: 'answered', reason: 'list' })
  memory.list = records.map(({ id }) => id)
  memory.candidates = memory.list
  return { ...draft, suggestions: [...records.map(({ shortName }) => shortName), texts.talkToStaff] }
}

/** Nothing to set beside it: said, with the window that knows. */
function incomparable(
  context: TurnContext,
  records: KnowledgeRecord[],
  said: readonly AnswerItem[],
  outcome: 'answered' | 'unanswerable' = 'unanswerable',
): Draft {
  const [first] = records
  const contact = first && contactSentence(first)
  const items = [...said, ...(first && contact ? [say(contact, first.id)] : []), say(texts.offerStaff)]
  return answered(
    context,
    items,
    records,
    outcome === 'answered' ? { outcome, reason: 'record' } : { outcome, reason: 'unverified' },
  )
}
