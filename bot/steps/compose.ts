import type { Facet, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { dateCheck } from '../compose/date-check.ts'
import { answerFacets } from '../compose/facet-answer.ts'
import { listLine, schemeCard } from '../compose/scheme-list.ts'
import { confirmSentence, contactSentence, isTooUncertain, stateSentence, titleOf } from '../compose/scheme-words.ts'
import { tellingSentence } from '../compose/telling-sentence.ts'
import type { Outcome } from '../outcome.ts'
import { standardSuggestions, texts } from '../texts.ts'
import type { AnswerItem, Draft, StepResult, TurnContext } from '../turn-context.ts'
import { contentWords } from '../understand/content-words.ts'
import { clarify } from './clarify.ts'

const isScheme = (record: KnowledgeRecord) => ['grant', 'voucher', 'tax'].includes(record.kind)
const kindWord: Partial<Record<KnowledgeRecord['kind'], string>> = {
  grant: '制度',
  voucher: '制度',
  institution: '機関',
  system: '仕組み',
  'ip-procedure': '手続',
  'contract-template': 'ひな形',
  tax: '制度',
  consultation: '窓口',
}
const wish = /(?:たい|ほしい|欲しい)(?:です|ん(?:です|だ)|の(?:です|だ)|けど|。|!|$)/

const say = (text: string, ...recordIds: string[]): AnswerItem => ({ text, recordIds })

/** Writes the answer from the records' own fields. */
export async function compose(context: TurnContext): Promise<StepResult> {
  const { subjects, understanding, dependencies, input } = context
  context.draft = clarify(context) ?? undefined
  if (context.draft) return 'continue'

  if (subjects.length === 0) {
    context.draft = nothingFound(context)
    return 'continue'
  }
  const listed = wantsList(context)
  if (dependencies.generate && !listed) {
    const items = await dependencies.generate(context, input.signal)
    const first = subjects[0]
    if (items && items.length > 0 && first) {
      context.draft = answered(context, items, subjects.slice(0, 3), { outcome: 'answered', reason: 'record' })
      return 'continue'
    }
  }
  if (listed) context.draft = composeList(context)
  else if (context.subjectsBy === 'name' && subjects.length > 1 && understanding.names.length > 0)
    context.draft = composeSeveral(context)
  else context.draft = composeOne(context)
  return 'continue'
}

function wantsList(context: TurnContext): boolean {
  const { understanding, subjectsBy, normalized, subjects } = context
  if (subjectsBy === 'name' || subjectsBy === 'focus') return false
  if (!subjects.slice(0, 5).some(isScheme)) return false
  const general = understanding.facets.every(
    (facet) =>
      facet === 'what' ||
      facet === 'who' ||
      (facet === 'amount' && understanding.areas.wards.length === 0 && understanding.wantsList),
  )
  const first = subjects[0]
  // 「産学連携って高いの？」 asks for no one scheme: what the near ones give is the answer.
  const dear =
    understanding.facets.includes('amount') &&
    understanding.purposes.length > 0 &&
    understanding.areas.wards.length === 0 &&
    (first?.kind === 'consultation' || first?.kind === 'term') &&
    contentWords(normalized).length <= 1
  return dear || (general && (understanding.wantsList || (wish.test(normalized) && understanding.purposes.length > 0)))
}

function nothingFound(context: TurnContext): Draft {
  const { areas } = context.understanding
  const { records } = context.dependencies.library
  const ward = areas.wards[0]
  const gap = ward
    ? [...records.values()].find((record) => record.kind === 'gap' && record.areas.includes(ward))
    : undefined
  const cites = [gap?.id, ward ? 'tosho-sangakuko' : undefined].filter((id) => id !== undefined)
  const text = ward
    ? texts.noRecordPlace(ward)
    : areas.elsewhere.length > 0
      ? texts.noRecordElsewhere(areas.elsewhere.join('・'))
      : texts.noEvidence
  return {
    outcome: { outcome: 'unanswerable', reason: ward || areas.elsewhere.length > 0 ? 'no-record' : 'no-evidence' },
    items: [{ text, recordIds: cites, computed: [text] }],
    cites,
    suggestions: standardSuggestions,
    effects: [],
  }
}

/** Who and for whom, in the first sentence: the condition that decides whether the answer applies. */
function lead(record: KnowledgeRecord): AnswerItem | undefined {
  const word = kindWord[record.kind]
  if (!word || record.status === 'planned') return undefined
  const operator = record.operator && record.status === 'real' ? `（${record.operator}）` : ''
  const condition = record.decisive ? `（${record.decisive}）` : ''
  return record.decisive?.endsWith('向け')
    ? say(`「${titleOf(record)}」${operator}は、${record.decisive}の${word}です。`, record.id)
    : say(`「${titleOf(record)}」${operator}についてご案内します${condition}。`, record.id)
}

/** What may be said of a record too uncertain to state: its name and where to ask. */
function uncertain(record: KnowledgeRecord): AnswerItem[] {
  // These say in their own words what is not known.
  const ownWords =
    ['gap', 'rule', 'conflict'].includes(record.kind) || (record.kind === 'guidance' && record.unverified.length > 0)
  const head = ownWords ? say(record.what.text, record.id) : say(texts.tooUncertain(titleOf(record)), record.id)
  const contact = contactSentence(record)
  return [head, ...(contact ? [say(contact, record.id)] : []), say(texts.offerStaff)]
}

function composeOne(context: TurnContext): Draft {
  const record = context.subjects[0]
  if (!record) return nothingFound(context)
  const { now } = context.input
  if (isTooUncertain(record)) {
    const reason = record.kind === 'gap' ? 'no-record' : record.unverified.length > 0 ? 'unverified' : 'low-confidence'
    return answered(context, uncertain(record), [record], { outcome: 'unanswerable', reason })
  }
  const asked = facetsFor(context, record)
  const { items, missing } = answerFacets(record, asked, now)
  const telling = tellingSentence(record, context.normalized)
  const day = dateCheck(record, context.normalized, now)
  const head = lead(record)
  const planned = record.status === 'planned' ? stateSentence(record, now) : undefined
  const body = items.filter((item) => item.text !== telling?.text && item.text !== planned?.text)
  const all = [
    ...(head ? [head] : []),
    ...(planned ? [planned] : []),
    ...(day ? [day] : []),
    ...(telling ? [say(`${telling.refuses ? 'いいえ。' : ''}${telling.text}`, record.id)] : []),
    ...body
      .map((item) => (telling ? { ...item, text: item.text.replace(telling.text, '').trim() } : item))
      .filter(({ text }) => text !== ''),
    ...footer(context, record),
  ]
  const outcome: Outcome = missing
    ? { outcome: 'unanswerable', reason: 'unverified' }
    : { outcome: 'answered', reason: 'record' }
  return answered(context, all, [record], outcome)
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

function composeSeveral(context: TurnContext): Draft {
  const records = context.subjects.slice(0, 3)
  const first = records[0]
  if (!first) return nothingFound(context)
  const items: AnswerItem[] = []
  for (const record of records) {
    if (isTooUncertain(record)) {
      items.push(...uncertain(record).slice(0, 1))
      continue
    }
    const head = lead(record)
    if (head) items.push(head)
    const { items: answer } = answerFacets(record, facetsFor(context, record), context.input.now)
    items.push(...answer.slice(0, record === first ? 4 : 3))
  }
  return answered(context, [...items, ...footer(context, first)], records, { outcome: 'answered', reason: 'record' })
}

function composeList(context: TurnContext): Draft {
  const { now } = context.input
  const { understanding, memory } = context
  const wards = understanding.areas.wards.length > 0 ? understanding.areas.wards : memory.wards
  const fits = (record: KnowledgeRecord) =>
    isScheme(record) || record.kind === 'consultation' || record.kind === 'institution'
  const records = context.subjects
    .filter((record) => fits(record) && record.status === 'real' && !record.successor)
    .slice(0, 5)
  const condition = wards.length > 0 ? `${wards.join('・')}で使える可能性がある制度と、全国・東京都の制度では、` : ''
  const items = [say(texts.listLead(condition)), ...records.map((record, index) => listLine(record, index + 1, now))]
  for (const record of records) {
    const telling = tellingSentence(record, context.normalized)
    if (telling) items.push(say(`${record.shortName}：${telling.text}`, record.id))
  }
  items.push(say(texts.listFoot))
  if (wards.length === 0) items.push(say(texts.askWard))
  const first = records[0]
  if (first) items.push({ ...say(confirmSentence(first), first.id) })
  const draft = answered(context, items, records, { outcome: 'answered', reason: 'list' })
  context.memory.list = records.map(({ id }) => id)
  delete draft.card
  draft.suggestions = [...records.map(({ shortName }) => shortName), texts.talkToStaff]
  return draft
}

function footer(context: TurnContext, record: KnowledgeRecord): AnswerItem[] {
  const lines: AnswerItem[] = []
  const contact = contactSentence(record)
  const asked = context.understanding.facets
  if (contact && !asked.includes('contact') && (isScheme(record) || record.kind === 'guidance'))
    lines.push(say(contact, record.id))
  const window = record.related
    .map((id) => context.dependencies.library.records.get(id))
    .find(
      (related) =>
        related?.kind === 'consultation' && !isTooUncertain(related) && related.contact?.name !== record.contact?.name,
    )
  if (window && isScheme(record)) lines.push(say(`${window.name}にも相談できます。`, record.id, window.id))
  if (isScheme(record) || record.kind === 'ip-procedure' || record.kind === 'conflict')
    lines.push(say(confirmSentence(record), record.id))
  else if (record.kind === 'rule' || record.kind === 'guidance') lines.push(say(texts.closing))
  return lines
}

const facetQuestions: readonly [Facet, string][] = [
  ['amount', '金額は？'],
  ['who', '対象者は？'],
  ['deadline', '締切は？'],
  ['how', '申請方法は？'],
  ['funded', '何に使える？'],
  ['contact', '問い合わせ先は？'],
]

/** A number of a window is cited from the record of that window too. */
function windowsIn(items: readonly AnswerItem[], context: TurnContext): string[] {
  const windows = [...context.dependencies.library.records.values()].filter(
    (record) => record.kind === 'consultation' && record.contact?.phone,
  )
  return windows
    .filter((record) => items.some(({ text }) => text.includes(record.contact?.phone ?? '\u0000')))
    .map(({ id }) => id)
}

function answered(context: TurnContext, items: AnswerItem[], records: KnowledgeRecord[], outcome: Outcome): Draft {
  const first = records[0]
  context.memory.focus = records.map(({ id }) => id).slice(0, 4)
  context.memory.facets = context.understanding.facets
  const scheme = records.find(isScheme)
  if (scheme) context.memory.scheme = scheme.id
  const card = first && outcome.outcome === 'answered' ? schemeCard(first, context.input.now) : undefined
  const follow = facetQuestions
    .filter(([facet]) => !context.understanding.facets.includes(facet))
    .map(([, words]) => words)
  return {
    outcome,
    items,
    cites: [...records.map(({ id }) => id), ...windowsIn(items, context)],
    suggestions: first && isScheme(first) ? [...follow.slice(0, 4), texts.talkToStaff] : [texts.talkToStaff],
    ...(card ? { card } : {}),
    effects: [],
  }
}
