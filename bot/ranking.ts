import { findFigures } from '../knowledge/figures/find-figures.ts'
import type { SearchHit } from '../knowledge/library.ts'
import type { Facet, KnowledgeRecord } from '../knowledge/record/schema.ts'
import { grantKinds, isGrant } from '../knowledge/record/scheme-kinds.ts'
import { holdsFor, isTokyoWard } from '../knowledge/scheme/areas.ts'
import { hasFacet } from './compose/facet-answer.ts'
import { isUncertain } from './compose/scheme-words.ts'
import type { TurnContext } from './turn-context.ts'
import { askedOf } from './understand/asked-questions.ts'
import { costIn } from './understand/cost.ts'
import { confidenceBeside } from './understand/likely-answer.ts'
import { mostOf } from './understand/likeness.ts'

/** What is known of a question when its hits are weighed. */
interface Question {
  context: TurnContext
  wards: readonly string[]
  asksMoney: boolean
  /** Yen that the question names, as figures have them. */
  sums: readonly string[]
  facets: TurnContext['understanding']['facets']
}

const moneyWords = /補助|助成|いくら|金額|もらえ|支援|お金|資金|費用|経費|買い|入れたい|subsid|grant/
/** 「都の助成金」 asks for the metropolis's own; 「東京で」 only says where. */
const ofTheMetropolis = /都[のがはも]|東京都(?!内)/
/** 「都産技研を使ったお金、区で補助してくれる？」: not of the place itself, but of who pays for it. */
const asksWhoPays = /補助|助成|出してくれる|出して(?:もら|くれ)|負担して|(?:助け|たすけ)て(?:もら|くれ)/
/** A sum beside it is what is spent. */
const buys = /買い|買お|購入|入れたい|導入|かかる|見積/
const byPhone =
  /電話で|電話(?:は|って)?(?:ない|ありま)|文字(?:は|が)?(?:にが|苦手)|でんわで|電話が(?:いい|よい|できる)|ネット(?:は|が)(?:苦手|できない|使えない)/
const asksForLess = /安く|減(?:る|って|ら|額)|半額|半分|割引|\d分の1|1\/\d|助けて|たすけて/
/** A place or a list of fees, where not the place or the fee is asked about, but who pays for it or whom it is less for. */
export const isOfOthers = (record: KnowledgeRecord, normalized: string): boolean =>
  (record.kind === 'institution' && asksWhoPays.test(normalized)) ||
  ((record.amount?.fees.length ?? 0) > 0 && (asksWhoPays.test(normalized) || asksForLess.test(normalized)))
const isLocal = (record: KnowledgeRecord) => record.areas.some(isTokyoWard)
/** 「補助してくれる区はどこ」: any of them. */
const asksWhichWard = /(?:どこ|どの|何)(?:の)?区|区(?:で|が|は|って|から)[^。]{0,14}(?:どこ|(?:とこ|ところ)は?\??$)/
const somewhereInTokyo = ({ context, wards }: Question) =>
  wards.length === 0 &&
  (asksWhichWard.test(context.normalized) ||
    (context.understanding.areas.tokyo && !ofTheMetropolis.test(context.normalized)))
const isHere = (record: KnowledgeRecord, { wards }: Question) => record.areas.some((area) => wards.includes(area))

const asksToPay =
  /(?:区|都)(?:で|が|から|に)(?:は|も)?[^。、]{0,6}(?:見て|出し|出る|出ま|もら|持っ|負担|助け|面倒|補助|助成|支援)/

/** 「依頼試験って預けっぱなしにできる？」: the term itself is asked about. */
const asksHowItIs = (record: KnowledgeRecord, { understanding, normalized }: TurnContext): boolean =>
  !understanding.facets.some((facet) => ofFigures.has(facet)) &&
  !/(?:です|だ)よね|でしょ/.test(normalized) &&
  understanding.names.some(
    ({ recordIds, end, approximate }) =>
      !approximate && recordIds.includes(record.id) && /^(?:って|とは)/.test(normalized.slice(end)),
  )

/** 「審査請求っていくらかかる？」 asks for no meaning. */
const ofFigures: ReadonlySet<Facet> = new Set<Facet>(['amount', 'rate', 'deadline'])

/** The questions of each record as they are compared, made once. */
const writtenDown = new WeakMap<KnowledgeRecord, ReadonlySet<string>>()

const bare = (text: string): string => text.replace(/[\s?!。、]+/g, '')

function isWrittenDown(record: KnowledgeRecord, { normalized }: TurnContext): boolean {
  const known = writtenDown.get(record) ?? new Set(askedOf(record).map(bare))
  writtenDown.set(record, known)
  return known.has(bare(normalized))
}

/** How well a record fits a question beyond its words: each rule that applies multiplies the score. */
const adjustments: readonly [factor: number, applies: (record: KnowledgeRecord, question: Question) => boolean][] = [
  [1.8, (record, question) => isLocal(record) && isHere(record, question)],
  // A ward's own scheme tells more than what was gathered of several wards.
  [1.25, (record, question) => isGrant(record) && isHere(record, question) && record.areas.length === 1],
  // 「和歌山の」: a call of the very place that is named.
  [
    1.8,
    ({ areas }, { context }) =>
      context.understanding.areas.elsewhere.some((place) => areas.some((area) => area.startsWith(place))),
  ],
  // A ward's scheme is of no use to who is not there, or has not said so.
  [0.5, (record, question) => isLocal(record) && !isHere(record, question) && !somewhereInTokyo(question)],
  [0.85, (record, question) => isLocal(record) && somewhereInTokyo(question)],
  [1.15, (record, { asksMoney }) => asksMoney && isGrant(record)],
  [0.85, (record, { asksMoney }) => !asksMoney && isGrant(record)],
  [
    1.25,
    (record, { asksMoney, context }) => record.kind === 'term' && context.understanding.wantsMeaning && !asksMoney,
  ],
  [
    0.6,
    (record, { context }) =>
      record.kind === 'term' && !context.understanding.wantsMeaning && !asksHowItIs(record, context),
  ],
  [1.2, (record, { context }) => record.purposes.some((purpose) => context.understanding.purposes.includes(purpose))],
  [1.1, (record, { facets }) => facets.some((facet) => hasFacet(record, facet))],
  [
    0.8,
    (record, { facets }) =>
      (isGrant(record) || record.kind === 'ip-procedure') &&
      facets.length > 0 &&
      !facets.some((facet) => hasFacet(record, facet)),
  ],
  [
    1.4,
    (record, { context }) =>
      (record.kind !== 'term' || context.understanding.wantsMeaning) &&
      !isOfOthers(record, context.normalized) &&
      context.understanding.names.some(({ recordIds }) => recordIds.includes(record.id)),
  ],
  // 「区で見てくれる？」 asks the ward to pay.
  [
    1.6,
    (record, question) => isGrant(record) && isHere(record, question) && asksToPay.test(question.context.normalized),
  ],
  // 「1000万のやつ」: a sum that only some records have.
  [1.4, ({ amount }, { sums }) => sums.length > 0 && !!amount?.caps.some(({ yen }) => sums.includes(String(yen)))],
  // 「都の助成金」 means the metropolis's own.
  [
    1.5,
    (record, { wards, context }) =>
      wards.length === 0 &&
      ofTheMetropolis.test(context.normalized) &&
      record.areas.includes('東京都') &&
      record.kind !== 'consultation',
  ],
  [0.5, (record, { context }) => isOfOthers(record, context.normalized)],
  // What a record says it answers, asked word for word.
  [1.6, (record, { context }) => isWrittenDown(record, context)],
  // 「補助金の相談」 asks for somebody to talk to, and for nothing that speaks of talking to somebody.
  [1.3, (record, { context }) => record.kind === 'consultation' && context.understanding.purposes.includes('相談')],
  [0.7, (record) => record.kind === 'conflict'],
  // A call of another prefecture is of no use to who named no place there.
  [
    0.3,
    (record, { wards, context }) =>
      record.kind === 'live-call' &&
      !holdsFor(record.areas, { wards, elsewhere: context.understanding.areas.elsewhere }),
  ],
  // A page taken in as it stands gives way to the record that was made of its subject.
  [0.8, (record) => record.kind === 'document'],
  [0.85, (record) => record.kind !== 'gap' && isUncertain(record)],
  [0.6, (record, question) => record.kind === 'gap' && !isHere(record, question)],
  [0.7, (record) => record.successor !== undefined],
  [0.4, (record) => record.status === 'planned'],
  // A window that is only proposed is of no use to who did not ask for it by name.
  [
    0.3,
    (record, { context }) =>
      record.status === 'planned' &&
      record.kind === 'consultation' &&
      !/構想|提案|計画|予定|バウチャー|利用券|ワンストップ/.test(context.normalized) &&
      !context.understanding.names.some(({ recordIds }) => recordIds.includes(record.id)),
  ],
  // To buy a machine is no succession, though one pays for machines too.
  [
    0.5,
    ({ purposes }, { context }) =>
      purposes.includes('承継') &&
      context.understanding.purposes.length > 0 &&
      !context.understanding.purposes.includes('承継'),
  ],
  // 「電話で聞けるところ」
  // 「超早い補助金」 asks for no faster patent, 「機械を貸したい」 for no place that lends.
  [
    0.4,
    ({ kind, purposes }, { context }) =>
      kind === 'guidance' &&
      purposes.includes('知財') &&
      /補助金|助成金/.test(context.normalized) &&
      !context.understanding.purposes.includes('知財'),
  ],
  [0.2, ({ kind }, { context }) => kind === 'institution' && /貸したい|貸し出したい/.test(context.normalized)],
  [
    0.4,
    (record, { context }) =>
      record.kind === 'consultation' && byPhone.test(context.normalized) && !record.contact?.phone,
  ],
  // In a talk of patents a rule of grants is seldom meant.
  [
    0.35,
    ({ kind, purposes }, { context }) =>
      (kind === 'rule' || grantKinds.has(kind)) &&
      !purposes.includes('知財') &&
      context.understanding.purposes.length === 0 &&
      context.memory.purposes.at(-1) === '知財' &&
      !/補助|助成|交付/.test(context.normalized),
  ],
]

/** What was spoken of may be asked about in words of its own; it must hold this share of them. */
export const MINIMUM_COVERAGE = 0.34

/** Below this confidence, where half of what the corpus does not answer stands, an answer may be about something else. */
const SURE_CONFIDENCE = 0.3

/** Found by a search that may have found something else: said with the answer, which begins with no 「いいえ」. */
export const isUnsure = ({ subjectsBy, hits }: TurnContext): boolean =>
  subjectsBy === 'search' && (hits[0]?.confidence ?? 1) < SURE_CONFIDENCE

const sumsIn = (normalized: string): string[] =>
  findFigures(normalized)
    .filter(({ kind }) => kind === 'money')
    .map(({ value }) => value)

/** What a question is most like is not taken to be like it with less. */
const LEAST_LIKENESS = 0.08
/** So much more a record weighs that the question is most like; less in a talk, where a few words may be like anything. */
const MOST_BY_LIKENESS = 2
const MOST_IN_TALK = 0.7
/** A term, a case or two sources that differ are seldom meant by who asks in everyday words. */
const LIKE_BESIDE = 0.5
/** A ward's own scheme weighs for more than how it is asked for. */
const LIKE_HERE = 1.5

const isBeside = (record: KnowledgeRecord, context: TurnContext): boolean =>
  record.kind === 'conflict' ||
  record.kind === 'case' ||
  (record.kind === 'term' && !context.understanding.wantsMeaning && !asksHowItIs(record, context))

/** By how much more a record weighs for how like the question is to what it is asked. */
function weighLikeness(question: Question) {
  const { context } = question
  const { likeness } = context
  const most = Math.max(mostOf(likeness), LEAST_LIKENESS)
  const { names, purposes } = context.understanding
  const inTalk = context.before.focus.length > 0
  // A bare follow-up says nothing of what it is about.
  const gain = !inTalk ? MOST_BY_LIKENESS : names.length + purposes.length > 0 ? MOST_IN_TALK : 0
  return (record: KnowledgeRecord, coverage: number): number => {
    const weight = isBeside(record, context) ? LIKE_BESIDE : isGrant(record) && isHere(record, question) ? LIKE_HERE : 1
    // A page taken in as it stands says of itself what it answers.
    const share = record.questions.length === 0 ? coverage : (weight * (likeness.get(record.id) ?? 0)) / most
    return 1 + gain * share ** 2
  }
}

/** Weighs the hits of a search by what the question asks for, best first. */
export function rankHits(hits: readonly SearchHit[], context: TurnContext): SearchHit[] {
  const { understanding, memory, normalized, dependencies } = context
  const question: Question = {
    context,
    wards: memory.wards,
    asksMoney: moneyWords.test(normalized),
    sums: costIn(normalized, true) === undefined && !buys.test(normalized) ? sumsIn(normalized) : [],
    facets: understanding.facets.filter((facet) => facet !== 'what' && facet !== 'contact'),
  }
  const widest = Math.max(...hits.map(({ coverage }) => coverage), Number.EPSILON)
  const byLikeness = weighLikeness(question)
  const sureness = confidenceBeside(context)
  return hits
    .flatMap((hit) => {
      const record = dependencies.library.records.get(hit.recordId)
      if (!record) return []
      const answersAsked = question.facets.includes(hit.facet) ? 1.2 : 1
      const factor = adjustments.reduce(
        (product, [by, applies]) => (applies(record, question) ? product * by : product),
        1,
      )
      const held = 0.5 + 0.5 * (hit.coverage / widest)
      const score = hit.score * factor * answersAsked * held * byLikeness(record, hit.coverage)
      return [{ ...hit, confidence: sureness(hit.confidence), score }]
    })
    .sort((a, b) => b.score - a.score)
}
