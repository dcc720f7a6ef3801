import { findFigures } from '../../knowledge/figures/find-figures.ts'
import type { Library } from '../../knowledge/library.ts'
import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { isTokyoWard } from '../../knowledge/scheme/areas.ts'
import type { Outcome } from '../outcome.ts'
import { isUnsure } from '../ranking.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, TurnContext } from '../turn-context.ts'
import { asksOnlyVerdict } from '../understand/bare-verdict.ts'
import { asksSomething } from '../understand/wishes.ts'
import { answered } from './answered.ts'
import { areaCheck } from './area-check.ts'
import { answerFromDocument } from './document-answer.ts'
import { answerFacets, facetText } from './facet-answer.ts'
import { gapOf } from './gap.ts'
import { nearestSentences } from './nearest-sentences.ts'
import { openingItems } from './opening-items.ts'
import { rulesBeside } from './rules-beside.ts'
import { quote, say } from './say.ts'
import {
  confirmSentence,
  contactSentence,
  isStale,
  isTooUncertain,
  isUncertain,
  stateSentence,
  titleOf,
} from './scheme-words.ts'
import { sentencesOf } from './sentences.ts'
import { moneySentence, retold, type TellingSentence, tellingSentence, wordedSentence } from './telling-sentence.ts'

const kindWord: Partial<Record<KnowledgeRecord['kind'], string>> = {
  grant: '制度',
  voucher: '制度',
  institution: '機関',
  system: '仕組み',
  'ip-procedure': '手続',
  'contract-template': 'ひな形',
  tax: '制度',
  consultation: '窓口',
  'live-call': '公募',
}

/** Who and for whom, in the first sentence: the condition that decides whether the answer applies. */
function lead(record: KnowledgeRecord, spokenOf: boolean): AnswerItem | undefined {
  const word = kindWord[record.kind]
  if (!word || record.status === 'planned') return undefined
  const title = `「${titleOf(record)}」`
  if (spokenOf) return say(`${title}について、お答えします。`, record.id)
  // 「（公財）」 and what stands behind in brackets would nest.
  const operator = record.operator ? `（${record.operator.replace(/^（[^（）]*）|（[^（）]*）$/g, '')}）` : ''
  const [, target, note = ''] = /^(.*向け)(（[^）]*）)?$/.exec(record.decisive ?? '') ?? []
  const condition = record.decisive ? `（${record.decisive}）` : ''
  return target
    ? say(`${title}${operator}は、${target}の${word}です${note}。`, record.id)
    : say(`${title}${operator}についてご案内します${condition}。`, record.id)
}

/** What may be said of a record too uncertain to state: its name and where to ask. */
function uncertain(record: KnowledgeRecord, library: Library, normalized: string): AnswerItem[] {
  const ownWords = record.kind === 'gap' || saysItself(record)
  const name = titleOf(record)
  const words = isScheme(record) ? texts.tooUncertain(name) : texts.tooUncertainTopic(name)
  const elsewhere = ownWords || isScheme(record) ? undefined : toldElsewhere(record, library, normalized)
  if (elsewhere) return [elsewhere, say(texts.closing)]
  const head = say(ownWords ? record.what.text : words, record.id)
  const contact = contactSentence(record)
  const told = head.text.includes(record.contact?.phone ?? '\u0000')
  const near = record.related
    .map((id) => library.records.get(id))
    .find((other) => other && isScheme(other) && isScheme(record) && other.status === 'real' && !isTooUncertain(other))
  return [
    head,
    ...(contact && !told ? [say(contact, record.id)] : []),
    ...(near && sharesArea(near, record) ? [say(texts.nearScheme(titleOf(near)), near.id)] : []),
    say(texts.offerStaff),
  ]
}

/** What a related record, which may be told, says of the very thing. */
function toldElsewhere(record: KnowledgeRecord, library: Library, normalized: string): AnswerItem | undefined {
  const told = record.related.flatMap((id) => {
    const other = library.records.get(id)
    const sentence = other && !isTooUncertain(other) ? wordedSentence(other, normalized) : undefined
    return sentence ? [say(sentence.text, id)] : []
  })
  // One with a figure tells more.
  return told.find(({ text }) => /\d/.test(text)) ?? told[0]
}

/** These say in their own words what is not known. */
const saysItself = ({ kind, unverified }: KnowledgeRecord): boolean =>
  kind === 'rule' || kind === 'conflict' || (kind === 'guidance' && unverified.length > 0)

function outcomeOfUncertain(record: KnowledgeRecord, told: readonly AnswerItem[]): Outcome {
  if (told[0] && !told[0].recordIds.includes(record.id)) return { outcome: 'answered', reason: 'partial' }
  if (saysItself(record)) return { outcome: 'answered', reason: 'partial' }
  if (record.kind === 'gap') return { outcome: 'unanswerable', reason: 'no-record' }
  return { outcome: 'unanswerable', reason: record.unverified.length > 0 ? 'unverified' : 'low-confidence' }
}

/** Usable by whoever could use the other: in the same place, or everywhere. */
const sharesArea = (one: KnowledgeRecord, other: KnowledgeRecord): boolean =>
  one.areas.some((area) => area === '全国' || other.areas.includes(area))

/** 「家賃も出る？」: whether, and how much. */
const asksForMoney = /出(?:る|ます)|もらえ|補助|助成|ほしい|欲しい/

/** The answer about one record: its condition first, then what was asked, the call's state, the window. */
export function answerOne(context: TurnContext, record: KnowledgeRecord): Draft {
  if (record.kind === 'document' && !isTooUncertain(record)) return answerFromDocument(context, record)
  const { now } = context.input
  if (isTooUncertain(record)) {
    const told = uncertain(record, context.dependencies.library, context.normalized)
    return answered(context, told, [record], outcomeOfUncertain(record, told))
  }
  const asked = facetsFor(context, record)
  const spokenOf = context.subjectsBy === 'focus' && context.before.focus[0] === record.id
  const { items, missing } = answerFacets(record, asked, now, !spokenOf || asksForMoney.test(context.normalized))
  const telling = sentencesFor(context, record)
  const beside = systemNeeded(context, record)
  const place = areaCheck(context, record)
  const head = place ?? lead(record, spokenOf)
  const opening = openingItems(context, record)
  const planned = record.status === 'planned' ? stateSentence(record, now) : undefined
  const body = items.filter(
    ({ text }) =>
      !telling.some((told) => told.text === text) &&
      text !== planned?.text &&
      !opening.some((item) => item.text.endsWith(text)),
  )
  const toldBefore = [
    ...telling.map(({ text }) => text),
    ...opening.flatMap(({ text }) => text.split('\n')).map((line) => line.replace(/^(?:はい。|いいえ。|・)/, '')),
  ]
  const rest = body
    .map((item) => ({ ...item, text: toldBefore.reduce((text, told) => text.replace(told, ''), item.text).trim() }))
    .filter(({ text }) => text !== '')
  const told = [...(head ? [head] : []), ...opening, ...telling, ...rest].map(({ text }) => text)
  // What was met with: the sentences on the very thing, else what is told of what the message states.
  const met = telling.length > 0 || asksSomething.test(context.normalized) ? telling : rest.slice(0, 1)
  context.memory.told = [
    ...met.map(({ text }) => ({ id: record.id, text })),
    ...beside.map(({ text, recordIds: [id = record.id] }) => ({ id, text })),
  ].slice(0, MOST_REMEMBERED)
  const all = [
    ...(head ? [head] : []),
    ...(planned ? [planned] : []),
    ...opening,
    ...telling.map(({ text, refuses }, at) =>
      refuses && at === 0 && !isUnsure(context) ? say(`いいえ。${text}`, record.id) : quote(text, record.id),
    ),
    ...rest,
    ...beside,
    ...nearestSentences(context, record, told),
    ...guidanceBeside(context, record, told),
    ...(isScheme(record) && telling.length === 0 ? rulesBeside(context) : []),
    ...elsewhereToo(context, record),
    ...meaningOf(context, record),
    ...feesOf(context, record),
    ...footer(context, record, [...items, ...telling.map(({ text }) => say(text))], spokenOf),
  ]
  const outcome: Outcome = missing
    ? { outcome: 'answered', reason: 'partial' }
    : { outcome: 'answered', reason: 'record' }
  return answered(context, all, [record], outcome)
}

/**
 * The sentences that speak of the very condition asked about, the telling one first: by its words only where no figure or
 * date is wanted, and with what is paid for it where it is told to be funded.
 */
function sentencesFor(context: TurnContext, record: KnowledgeRecord): TellingSentence[] {
  const { normalized, understanding, subjectsBy, before } = context
  const { facets } = understanding
  // 「もう契約しちゃった」「だめですか」: the verdict is on what was told then.
  const toldBefore = before.told.filter(({ id }) => id === record.id)
  if (asksOnlyVerdict(normalized) && toldBefore.length > 0) return toldBefore.map(({ text }) => retold(text))
  const wantsFigure = facets.length > 0 && facets.every((facet) => figureFacets.has(facet))
  const told = tellingSentence(record, normalized)
  // A rule or an item of guidance is told whole; only what it warns of may come first.
  if (wholeKinds.has(record.kind)) return told?.facet === 'what' ? [told] : []
  // Of a figure only the sentence that bears the very word: the deadline of 「実績報告」 is not that of the call.
  const worded =
    subjectsBy === 'search' ? undefined : wordedSentence(record, normalized, told?.text, wantsFigure ? LONG_WORD : 0)
  const paid = told?.facet === 'funded' && !told.refuses ? moneySentence(record, normalized) : undefined
  const found = [told, worded, paid].filter((sentence) => sentence !== undefined)
  return found.filter(({ text }, at) => found.findIndex((other) => other.text === text) === at)
}

/** For the next turn. */
const MOST_REMEMBERED = 3

const lacks = /まだ|ない|なく|ません|持って|これから|今から|取って/
/** 「GビズIDまだない」 of a scheme that is applied for with it: how long it takes to get one. */
function systemNeeded({ normalized, understanding, before, dependencies }: TurnContext, record: KnowledgeRecord) {
  if (!isScheme(record)) return []
  const { records } = dependencies.library
  const named = lacks.test(normalized) ? understanding.names.flatMap(({ recordIds }) => recordIds) : []
  const toldBefore = asksOnlyVerdict(normalized) ? before.told.map(({ id }) => id) : []
  return [...new Set([...named, ...toldBefore])].flatMap((id) => {
    const system = records.get(id)
    const text = system?.kind === 'system' && system !== record ? facetText(system, 'deadline') : undefined
    return system && text ? [say(`${system.shortName}：${text}`, id)] : []
  })
}

/** A word of so many letters is about one thing only. */
const LONG_WORD = 4
const wholeKinds: ReadonlySet<KnowledgeRecord['kind']> = new Set<KnowledgeRecord['kind']>(['rule', 'guidance', 'term'])
const figureFacets: ReadonlySet<Facet> = new Set<Facet>(['amount', 'rate', 'deadline', 'contact', 'what'])

/** A ward's scheme found for a question that named no ward is one ward's: said, so that nobody elsewhere relies on it. */
function elsewhereToo(context: TurnContext, record: KnowledgeRecord): AnswerItem[] {
  const { understanding, memory, subjectsBy } = context
  const [ward] = understanding.areas.wards
  const area = record.areas.find((place) => place === '全国' || place === '東京都')
  if (subjectsBy === 'search' && isScheme(record) && ward && area && !record.areas.includes(ward)) {
    const gap = gapOf([ward], context.dependencies.library)
    return [say(texts.notOfWard(ward, area), record.id), ...(gap ? [say(texts.noRecordPlace(ward), gap.id)] : [])]
  }
  const local = record.areas.filter(isTokyoWard)
  if (subjectsBy !== 'search' || local.length !== 1 || understanding.areas.wards.length + memory.wards.length > 0)
    return []
  return [say(texts.oneWardOnly(local[0] ?? ''), record.id)]
}

/** A term is defined in a sentence; the rule or guidance behind it says what follows from it. */
function meaningOf(context: TurnContext, record: KnowledgeRecord): AnswerItem[] {
  if (record.kind !== 'term' || !context.understanding.wantsMeaning) return []
  const ofSameName = (related: KnowledgeRecord) =>
    [related.name, related.shortName, ...related.aliases].some((name) => name.includes(record.shortName))
  const rule = record.related
    .map((id) => context.dependencies.library.records.get(id))
    .find(
      (related) =>
        related &&
        ofSameName(related) &&
        (related.kind === 'rule' || related.kind === 'guidance') &&
        !isTooUncertain(related),
    )
  return rule ? [say(rule.what.text, rule.id)] : []
}

const adviceKinds: ReadonlySet<KnowledgeRecord['kind']> = new Set<KnowledgeRecord['kind']>(['guidance', 'rule'])
/** Of two that were found with so little between them the second may be the one that is meant. */
const NEARLY_AS_GOOD = 0.85

/** What another item of guidance says to a question that the search found it for almost as well. */
function guidanceBeside(context: TurnContext, record: KnowledgeRecord, told: readonly string[]): AnswerItem[] {
  const { hits, subjectsBy, dependencies } = context
  const [best, ...others] = hits
  if (subjectsBy !== 'search' || best?.recordId !== record.id) return []
  if (!adviceKinds.has(record.kind) && record.kind !== 'ip-procedure') return []
  const next = others.find(({ recordId }) => adviceKinds.has(dependencies.library.records.get(recordId)?.kind ?? 'gap'))
  const other = next && dependencies.library.records.get(next.recordId)
  if (!other || isTooUncertain(other) || next.score < NEARLY_AS_GOOD * best.score) return []
  const [first = ''] = sentencesOf(other.what.text)
  return told.some((text) => text.includes(first)) ? [] : [quote(other.what.text, other.id)]
}

/** Who names sums to an item of guidance on fees gets those of today, from the record that holds them. */
function feesOf(context: TurnContext, record: KnowledgeRecord): AnswerItem[] {
  if (record.kind !== 'guidance' || !findFigures(context.normalized).some(({ kind }) => kind === 'money')) return []
  const { records } = context.dependencies.library
  const fees = record.related.map((id) => records.get(id)).find((related) => related?.amount?.fees.length)
  const text = fees && facetText(fees, 'amount')
  return fees && text ? [say(text, fees.id)] : []
}

/** Facets asked for, or for a bare follow-up those of the former turn. */
function facetsFor(context: TurnContext, record: KnowledgeRecord): Facet[] {
  const { facets } = context.understanding
  const hit = context.hits.find(({ recordId }) => recordId === record.id)
  if (facets.length > 0) return facets.filter((facet) => facet !== 'what' || facets.length === 1)
  if (context.subjectsBy === 'search' && hit && !isScheme(record)) return ['what', hit.facet]
  if (context.understanding.pointsBack && context.before.facets.length > 0) return context.before.facets
  return hit && hit.facet !== 'what' && context.subjectsBy === 'focus' ? [hit.facet] : []
}

/** The answer where a name stands for several records: each in short, at most three. */
export function answerSeveral(context: TurnContext, first: KnowledgeRecord): Draft {
  // Where one of them speaks of the very condition asked about, it answers first.
  const telling = new Map(context.subjects.map((record) => [record, sentencesFor(context, record)[0]]))
  const order = (record: KnowledgeRecord) => (telling.get(record)?.refuses ? 0 : telling.get(record)?.isWorded ? 1 : 2)
  const records = [...context.subjects].sort((a, b) => order(a) - order(b)).slice(0, 3)
  const items: AnswerItem[] = []
  for (const record of records) {
    if (isTooUncertain(record)) {
      items.push(...uncertain(record, context.dependencies.library, context.normalized).slice(0, 1))
      continue
    }
    const head = lead(record, false)
    if (head) items.push(head)
    const opening = openingItems(context, record)
    items.push(...opening)
    const sentence = opening.length > 0 ? undefined : telling.get(record)?.text
    if (sentence) items.push(say(sentence, record.id))
    const { items: answer } = answerFacets(record, facetsFor(context, record), context.input.now)
    const rest = answer.map((item) => ({ ...item, text: item.text.replace(sentence ?? '\u0000', '').trim() }))
    const untold = rest.filter(({ text }) => text !== '' && !opening.some((item) => item.text.endsWith(text)))
    const told = untold.slice(0, record === first ? 4 : 3)
    // Money is never told without the state of its call.
    const state = isScheme(record) ? stateSentence(record, context.input.now) : undefined
    const isTold = [...opening, ...told].some(({ text }) => text.includes(state?.text ?? ''))
    items.push(...told, ...(state && !isTold ? [state] : []))
  }
  return answered(context, [...items, ...footer(context, first, items)], records, {
    outcome: 'answered',
    reason: 'record',
  })
}

/** Where to ask, and that the official page has the last word. */
function footer(
  context: TurnContext,
  record: KnowledgeRecord,
  items: readonly AnswerItem[],
  spokenOf = false,
): AnswerItem[] {
  const lines: AnswerItem[] = []
  const contact = contactSentence(record)
  const asked = context.understanding.facets
  const told = contact !== undefined && items.some(({ text }) => text.includes(record.contact?.phone ?? contact))
  if (contact && !told && !spokenOf && !asked.includes('contact') && (isScheme(record) || record.kind === 'guidance'))
    lines.push(say(contact, record.id))
  const window = record.related
    .map((id) => context.dependencies.library.records.get(id))
    .find(
      (related) =>
        related?.kind === 'consultation' && !isTooUncertain(related) && related.contact?.name !== record.contact?.name,
    )
  if (window && !(spokenOf && asked.length > 0) && isScheme(record))
    lines.push(say(`${window.name}にも相談できます。`, record.id, window.id))
  if (isUncertain(record)) lines.push(say(texts.formerFacts, record.id))
  const { now } = context.input
  if (isScheme(record) || record.kind === 'ip-procedure' || record.kind === 'conflict' || isStale(record, now))
    lines.push(say(confirmSentence(record, now), record.id))
  else if (record.kind === 'term' && !context.understanding.wantsMeaning) lines.push(say(texts.termClosing, record.id))
  else if (record.kind === 'rule' || record.kind === 'guidance') {
    // Most say themselves whom to ask.
    if (!items.some(({ text }) => /窓口|弁理士|弁護士|事務局|税理士|公募要領/.test(text)))
      lines.push(say(texts.closing))
  }
  return lines
}
