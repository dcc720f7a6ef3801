import type { Facet, KnowledgeRecord, RecordKind } from '../../knowledge/record/schema.ts'
import { isGrant, isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { isTokyoCity } from '../../knowledge/scheme/areas.ts'
import { nextQuestion, questionOf, skipWords } from '../interview/next-question.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, Draft, DraftCard, TurnContext } from '../turn-context.ts'
import { contentWords } from '../understand/content-words.ts'
import { plannedCostIn } from '../understand/cost.ts'
import { beginsAnew, wish } from '../understand/wishes.ts'
import { answered } from './answered.ts'
import { applicantAsked, sentenceOn } from './applicant-schemes.ts'
import { gapOf } from './gap.ts'
import { SUM_LABEL } from './judged-rows.ts'
import { candidatesFor, choose, isListable, MOST_LISTED } from './list-candidates.ts'
import { documentsOf } from './list-facets.ts'
import { waitsForEmployees } from './listed-sum.ts'
import { openLead } from './open-calls.ts'
import { rulesBeside } from './rules-beside.ts'
import { say } from './say.ts'
import { schemeCard } from './scheme-card.ts'
import { listLine } from './scheme-list.ts'
import { confirmSentence } from './scheme-words.ts'
import { tellingSentence } from './telling-sentence.ts'

/** A wish for money that names no scheme: 「開発の助成金は」. */
export const demand = /(?:補助|助成|支援|お金)(?:金|制度|策)?[^。、\n]{0,9}$/
/** To have it for one's own: no place that lends it answers. */
const buys = /入れ替え|買い替え|買い換え|買いたい|導入|購入/
const SETTLED = 0.6
const FOUND = 0.5
const findsPlaces: ReadonlySet<RecordKind> = new Set<RecordKind>([
  'system',
  'consultation',
  'institution',
  'contract-template',
])
const DIRECT = 0.7
const answersItself: ReadonlySet<RecordKind> = new Set<RecordKind>(['rule', 'guidance'])

/** Whether a choice of schemes answers better than one: 「何か使えますか」「設備を入れたい」「産学連携って高いの？」. */
export function wantsList(context: TurnContext): boolean {
  const { understanding, subjectsBy, normalized, subjects, hits } = context
  const { facets, areas, purposes } = understanding
  const hasSchemes = subjects.slice(0, 8).some(isScheme)
  if (asGiven.has(subjectsBy) || subjectsBy === 'refined') return true
  if (subjectsBy === 'name' || subjectsBy === 'focus') return false
  // 「研究室を紹介してほしい」: a wish for people, not for money.
  if (/紹介|つない|引き合わせ/.test(normalized) && purposes.includes('産学連携')) return false
  // 「特許庁に払うお金」: what is paid there is no grant.
  if (/特許庁/.test(normalized) && !understanding.wantsList) return false
  // 「研究開発です」 in answer to what it is for, 「設備じゃなくて開発です」 to mend it.
  const saysOnlyPurpose =
    purposes.length > 0 &&
    facets.length === 0 &&
    /(?:です|なんです|の(?:ほう|方)(?:です)?)$/.test(normalized) &&
    contentWords(normalized).length <= 2
  const changed = purposes.some((purpose) => !context.before.purposes.includes(purpose))
  if (saysOnlyPurpose && changed && context.memory.wards.length > 0 && hasSchemes) return true
  // 「特許のことタダで聞けるとこある？」 wants somebody to talk to.
  if (/聞ける|教えてくれる/.test(normalized) && purposes.includes('相談')) return false
  const nowhere = areas.wards.length === 0
  // 「板橋区の町工場です。試作に500万円かかります。使える補助金は？」: what each would pay of it.
  const plans =
    (understanding.wantsList || wish.test(normalized)) && purposes.length > 0 && plannedCostIn(normalized) !== undefined
  if (plans && facets.every((facet) => ofPlan.has(facet)) && hasSchemes) return true
  // 「設備を入れたい」「港区です」: the ward was all that was missing.
  const wardFollows = !nowhere && facets.length === 0 && purposes.length === 0 && context.before.purposes.length > 0
  if (wardFollows && (context.before.facets.length === 0 || context.before.list.length > 0)) return true
  // A rule or an item of guidance that speaks of the very thing answers better than schemes that share a word with it.
  const direct = hits[0] && hits[0].coverage >= DIRECT && answersItself.has(subjects[0]?.kind ?? 'grant')
  const asksMoney = understanding.wantsList && purposes.length > 0 && /補助|助成|制度|お金/.test(normalized)
  if (direct && !asksMoney) return false
  // 「持ち分を担保に入れたい」: what may be done with a patent, not money for one.
  const first = subjects[0]?.kind ?? 'grant'
  const onPatents = purposes.includes('知財') && (answersItself.has(first) || first === 'ip-procedure')
  if (onPatents && !understanding.wantsList && !/補助|助成|支援|お金|費用/.test(normalized)) return false
  const dear =
    facets.includes('amount') &&
    purposes.some((purpose) => purpose !== '相談') &&
    nowhere &&
    (subjects[0]?.kind === 'consultation' || subjects[0]?.kind === 'term') &&
    contentWords(normalized).length <= 1
  if (dear) return true
  // 「測定器を借りたい」: a place that does just this is a better answer than money for it.
  const place = subjects[0]?.kind === 'institution' && !buys.test(normalized) && (hits[0]?.coverage ?? 0) >= SETTLED
  const foundPlace =
    findsPlaces.has(subjects[0]?.kind ?? 'grant') &&
    ((hits[0]?.coverage ?? 0) >= FOUND || (hits[0]?.confidence ?? 0) >= FOUND)
  // 「研究のネタを見て回れる催しはありますか」: something other than money was found.
  if (foundPlace && !/補助|助成|支援|お金|費用|制度|資金|もらえ/.test(normalized) && !buys.test(normalized))
    return false
  const wished = wish.test(normalized) && purposes.length > 0 && !place && !isTheOne(context)
  // 「機械を入れたい」 names what it is for; it does not ask what is funded.
  const general = facets.every(
    (facet) =>
      facet === 'what' ||
      facet === 'who' ||
      (understanding.wantsList && (facet === 'documents' || facet === 'prerequisites')) ||
      (facet === 'funded' && (wished || understanding.wantsList)) ||
      (facet === 'amount' && nowhere && understanding.wantsList),
  )
  // 「無駄をなくす設備の補助金」: many schemes fit as well as the best does.
  const broad =
    demand.test(normalized) &&
    purposes.length > 0 &&
    nowhere &&
    ((hits[0]?.coverage ?? 0) < SETTLED ||
      (/補助|助成/.test(normalized) && !purposes.includes('相談') && !(subjects[0] && isGrant(subjects[0]))))
  return general && (understanding.wantsList || wished || broad) && hasSchemes
}

/** Found far before anything else: 「インボイスでレジ買い替え、補助使いたい」 means this one. */
function isTheOne({ hits, understanding, memory, normalized }: TurnContext): boolean {
  const [best, ...others] = hits
  const next = others.find(({ recordId }) => recordId !== best?.recordId)
  return (
    understanding.areas.wards.length === 0 &&
    memory.wards.length === 0 &&
    best !== undefined &&
    // 「設備を入れたい」 is of many, however well one fits its only word.
    contentWords(normalized).length > 1 &&
    best.confidence >= DIRECT &&
    best.coverage >= SETTLED &&
    best.score >= FAR_BEFORE * (next?.score ?? 0)
  )
}
const FAR_BEFORE = 2.2

const ofPlan: ReadonlySet<Facet> = new Set<Facet>(['amount', 'who', 'funded', 'what'])

/** For the next turn, when one more fact is told. */
const MOST_REMEMBERED = 40
/** LINE shows no more. */
const MOST_SUGGESTED = 13
/** Lists that keep their order, whoever asks. */
const asGiven: ReadonlySet<TurnContext['subjectsBy']> = new Set<TurnContext['subjectsBy']>([
  'list',
  'open',
  'applicant',
])

/** Schemes for what the user wants to do, a line each; undefined when none fits. */
export function answerList(context: TurnContext): Draft | undefined {
  const { memory, input } = context
  const { library } = context.dependencies
  const { wards } = memory
  const searched = context.subjectsBy === 'search' || context.subjectsBy === 'none'
  const candidates = (searched ? candidatesFor(context, wards) : context.subjects).filter((record) =>
    isListable(record, input.now),
  )
  const records = asGiven.has(context.subjectsBy)
    ? candidates.slice(0, MOST_LISTED)
    : choose(context, candidates, wards)
  const first = records[0]
  if (!first) return undefined
  const gap = gapOf(wards, library)
  const local = records.some((record) => record.areas.some((area) => wards.includes(area)))
  const { elsewhere } = context.understanding.areas
  const condition =
    wards.length === 0
      ? elsewhere.length > 0
        ? texts.listElsewhere(elsewhere.join('・'), elsewhere.some(isTokyoCity))
        : ''
      : local
        ? `${wards.join('・')}で使える可能性がある制度と、全国・東京都の制度では、`
        : texts.listWithoutWard(wards.join('・'))
  memory.planned = plannedCostIn(context.normalized) ?? (isOfOtherPlan(context) ? undefined : memory.planned)
  const applicant = context.subjectsBy === 'applicant' ? applicantAsked(context) : undefined
  const telling = records.map((record) =>
    applicant ? sentenceOn(record, applicant) : tellingSentence(record, context.normalized)?.text,
  )
  const leadOf = applicant?.leftOut ? texts.applicantLeftOut : texts.applicantLead
  const lead = applicant ? leadOf(applicant.name) : texts.listLead(condition)
  // The ward parts more schemes than anything else: it is asked for first.
  const question =
    wards.length === 0
      ? undefined
      : (nextQuestion(candidates, memory.company, memory.asked) ?? questionOfSums(context, records))
  const nextFact = question?.text ?? (wards.length + elsewhere.length === 0 ? texts.askWard : undefined)
  const cards = records.map((record, index) => {
    const card = schemeCard(record, context)
    const told = telling[index]
    const rows = told && fitsCard(told) ? [{ label: '内容', item: say(told, record.id) }] : []
    return card && { ...card, position: index + 1, rows: [...card.rows, ...rows] }
  })
  const told = records.flatMap((record, index) => {
    const text = telling[index]
    const item = text && say(`${record.shortName}：${text}`, record.id)
    return item ? [fitsCard(text) ? onCard(item, cards[index]) : item] : []
  })
  const items = [
    ...(applicant ? rulesBeside(context) : []),
    context.subjectsBy === 'open' ? openLead(candidates, records.length, context) : say(lead),
    ...records.map((record, index) => onCard(listLine(record, index + 1, context), cards[index])),
    ...told.filter(({ cardOf }) => cardOf !== undefined),
    ...told.filter(({ cardOf }) => cardOf === undefined),
    ...(context.understanding.facets.includes('documents') ? documentsOf(records) : []),
    ...(memory.planned !== undefined && cards.some((card) => card?.rows.some(({ label }) => label === SUM_LABEL))
      ? [say(texts.sumsFoot)]
      : []),
    ...findsPartner(context),
    say(texts.listFoot),
    ...(nextFact ? [say(nextFact)] : []),
    say(confirmSentence(first, input.now), first.id),
  ]
  const { card: _, ...draft } = answered(context, items, records, { outcome: 'answered', reason: 'list' })
  memory.list = records.map(({ id }) => id)
  memory.candidates = candidates.map(({ id }) => id).slice(0, MOST_REMEMBERED)
  memory.asking = question?.fact
  memory.paused = undefined
  if (question) memory.asked = [...memory.asked, question.fact]
  const cites = [...(gap && !local ? [gap.id] : []), ...draft.cites]
  const taps = question ? [...question.answers.map(([label]) => label), skipWords] : []
  return {
    ...draft,
    cites,
    cards: cards.filter((card) => card !== undefined),
    suggestions: [...taps, ...records.map(({ shortName }) => shortName), texts.talkToStaff].slice(0, MOST_SUGGESTED),
  }
}

const lacksPartner =
  /(?:相手|先生|教授|大学|研究者|研究室)[^。?]{0,10}(?:いない|いません|決ま(?:って(?:い)?ない|って(?:い)?ません|らない)|未定|見つか|探し|さがし|知らない|ツテ|つて|コネ)/
/** 「相手の先生がまだいない」: who brings companies and researchers together. */
function findsPartner({ normalized, memory, dependencies }: TurnContext): AnswerItem[] {
  if (!memory.purposes.includes('産学連携') || !lacksPartner.test(normalized)) return []
  const window = dependencies.library.records.get('tosho-sangakuko')
  return window ? [say(texts.findsPartner(window.name), window.id)] : []
}

/** A wish, or a question about another purpose than the one that the cost was told for. */
const isOfOtherPlan = (context: TurnContext): boolean => {
  const { purposes } = context.understanding
  return beginsAnew(context) || (purposes.length > 0 && !purposes.some((one) => context.before.purposes.includes(one)))
}

/** Where nothing parts the schemes any more: the number of employees, if a sum waits for it. */
function questionOfSums({ memory, normalized }: TurnContext, records: readonly KnowledgeRecord[]) {
  const { planned, company, asked } = memory
  if (planned === undefined || company.employees !== undefined) return undefined
  const waits = records.some((record) => waitsForEmployees(record, planned, { said: normalized, company }))
  return waits ? questionOf('employees', asked) : undefined
}

/** Longer sentences follow the cards: side by side all cards are as tall as the tallest. */
const LONGEST_ON_CARD = 60
const fitsCard = (text: string): boolean => text.length <= LONGEST_ON_CARD

/** A text that the card says too, where the scheme has one. */
const onCard = (item: AnswerItem, card: DraftCard | undefined): AnswerItem =>
  card ? { ...item, cardOf: card.recordId } : item
