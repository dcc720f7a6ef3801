import type { Library } from '../../knowledge/library.ts'
import type { KnowledgeRecord, RecordKind } from '../../knowledge/record/schema.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japanDay, japaneseDateText } from '../../storage/ground/japan-time.ts'
import { rankHits } from '../ranking.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, TurnContext } from '../turn-context.ts'
import { contentWords } from '../understand/content-words.ts'
import { answered, isScheme } from './answered.ts'
import { say, sayComputed } from './say.ts'
import { listLine } from './scheme-list.ts'
import { confirmSentence } from './scheme-words.ts'
import { tellingSentence } from './telling-sentence.ts'

const wish = /(?:たい|ほしい|欲しい)(?:です|ん(?:です|だ)|の(?:です|だ)|けど|。|!|$)/

/** A wish for money that names no scheme: 「開発の助成金は」. */
export const demand = /(?:補助|助成|支援|お金)(?:金|制度|策)?[^。、\n]{0,9}$/
const SETTLED = 0.6
const DIRECT = 0.7
const answersItself: ReadonlySet<RecordKind> = new Set<RecordKind>(['rule', 'guidance'])

/** Whether a choice of schemes answers better than one: 「何か使えますか」「設備を入れたい」「産学連携って高いの？」. */
export function wantsList(context: TurnContext): boolean {
  const { understanding, subjectsBy, normalized, subjects, hits } = context
  const { facets, areas, purposes } = understanding
  if (subjectsBy === 'list' || subjectsBy === 'open') return true
  if (subjectsBy === 'name' || subjectsBy === 'focus') return false
  const nowhere = areas.wards.length === 0
  // 「設備を入れたい」「港区です」: the ward was all that was missing.
  const wardFollows = !nowhere && facets.length === 0 && purposes.length === 0 && context.before.purposes.length > 0
  if (wardFollows && context.before.facets.length === 0) return true
  // A rule or an item of guidance that speaks of the very thing answers better than schemes that share a word with it.
  const direct = hits[0] && hits[0].coverage >= DIRECT && answersItself.has(subjects[0]?.kind ?? 'grant')
  if (direct) return false
  const dear =
    facets.includes('amount') &&
    purposes.length > 0 &&
    nowhere &&
    (subjects[0]?.kind === 'consultation' || subjects[0]?.kind === 'term') &&
    contentWords(normalized).length <= 1
  if (dear) return true
  const general = facets.every(
    (facet) => facet === 'what' || facet === 'who' || (facet === 'amount' && nowhere && understanding.wantsList),
  )
  // 「測定器を借りたい」: a place that does just this is a better answer than money for it.
  const place = subjects[0]?.kind === 'institution' && (hits[0]?.coverage ?? 0) >= SETTLED
  const wished = wish.test(normalized) && purposes.length > 0 && !place
  // 「無駄をなくす設備の補助金」: many schemes fit as well as the best does.
  const broad = demand.test(normalized) && purposes.length > 0 && nowhere && (hits[0]?.coverage ?? 0) < SETTLED
  return general && (understanding.wantsList || wished || broad) && subjects.slice(0, 8).some(isScheme)
}

const MOST_LISTED = 5

/** Schemes for what the user wants to do, a line each; undefined when none fits. */
export function answerList(context: TurnContext): Draft | undefined {
  const { understanding, memory, input } = context
  const { library } = context.dependencies
  const wards = understanding.areas.wards.length > 0 ? understanding.areas.wards : memory.wards
  const given = context.subjectsBy === 'list' || context.subjectsBy === 'open'
  const found = given ? context.subjects : listed(context, wards)
  const records = context.subjectsBy === 'open' ? found.slice(0, MOST_LISTED) : found
  const first = records[0]
  if (!first) return undefined
  const gap = gapOf(wards, library)
  const local = records.some((record) => record.areas.some((area) => wards.includes(area)))
  const condition =
    wards.length === 0
      ? ''
      : local
        ? `${wards.join('・')}で使える可能性がある制度と、全国・東京都の制度では、`
        : texts.listWithoutWard(wards.join('・'))
  const telling = records.flatMap((record) => {
    const sentence = tellingSentence(record, context.normalized)
    return sentence ? [say(`${record.shortName}：${sentence.text}`, record.id)] : []
  })
  const items = [
    context.subjectsBy === 'open' ? openLead(found.length, records.length, input.now) : say(texts.listLead(condition)),
    ...records.map((record, index) => listLine(record, index + 1, input.now)),
    ...telling,
    say(texts.listFoot),
    ...(wards.length === 0 ? [say(texts.askWard)] : []),
    say(confirmSentence(first), first.id),
  ]
  const { card: _, ...draft } = answered(context, items, records, { outcome: 'answered', reason: 'list' })
  context.memory.list = records.map(({ id }) => id)
  const cites = [...(gap && !local ? [gap.id] : []), ...draft.cites]
  return { ...draft, cites, suggestions: [...records.map(({ shortName }) => shortName), texts.talkToStaff] }
}

/** How many are open today, and that only the nearest deadlines are shown. */
const openLead = (all: number, shown: number, now: number): AnswerItem =>
  sayComputed(texts.openLead(japaneseDateText(japanDay(now)), all, shown), [])

/** Schemes searched among schemes only, so that windows and terms do not crowd them out. */
function listed(context: TurnContext, wards: readonly string[]): KnowledgeRecord[] {
  const { library } = context.dependencies
  const query = [context.normalized, ...context.memory.purposes].join(' ')
  const filter = {
    kinds: ['grant', 'voucher', 'tax'] as const,
    status: 'real' as const,
    ...(wards.length > 0 ? { areas: wards } : {}),
  }
  const hits = rankHits(library.search(query, { limit: 60, filter }), context)
  const ids = [...new Set(hits.map(({ recordId }) => recordId))]
  const found = ids
    .map((id) => library.records.get(id))
    .filter((record) => record !== undefined)
    .filter((record) => !record.successor)
  const { purposes } = context.understanding
  const fits = (record: KnowledgeRecord) => record.purposes.some((purpose) => purposes.includes(purpose))
  const fitting = found.filter((record, index) => index === 0 || fits(record))
  const chosen = (fitting.length > 1 ? fitting : found).slice(0, MOST_LISTED + 2)
  if (context.understanding.areas.tokyo && wards.length === 0) return chosen.slice(0, MOST_LISTED)
  // What can still be applied for comes first, the ward's own before that; a call closed last spring helps nobody today.
  const openness = (record: KnowledgeRecord) =>
    ['open', 'before', 'rolling'].includes(callState(record, context.input.now).state) ? 0 : 1
  const nearness = (record: KnowledgeRecord) => (record.areas.some((area) => wards.includes(area)) ? 0 : 1)
  return chosen.sort((a, b) => nearness(a) - nearness(b) || openness(a) - openness(b)).slice(0, MOST_LISTED)
}

/** The record that says what is not known of a ward. */
export const gapOf = (wards: readonly string[], library: Library): KnowledgeRecord | undefined =>
  [...library.records.values()].find(
    (record) => record.kind === 'gap' && record.areas.some((area) => wards.includes(area)),
  )
