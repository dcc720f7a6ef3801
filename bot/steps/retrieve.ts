import type { SearchHit } from '../../knowledge/library.ts'
import type { KnowledgeRecord, RecordKind } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { type Memory, showsList } from '../memory.ts'
import { MINIMUM_COVERAGE, rankHits } from '../ranking.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'
import { wordsToSearch } from '../understand/search-words.ts'
import { beginsAnew, wish } from '../understand/wishes.ts'
import { recordsOf } from './records-of.ts'
import { unknownSubject } from './unknown-subject.ts'

/**
 * Below this the corpus has nothing on the question: measured, one in a hundred of the questions that it answers falls
 * below, and one in five of those that it does not stays above (docs/decisions/0003-search.md).
 */
export const MINIMUM_CONFIDENCE = 0.15
/** Where a patent or the like is spoken of, guidance on these needs no more. */
const LEAST_ON_PATENTS = 0.06

const FEW_LETTERS = 10
const MOST_BESIDE = 5

/** Words of a question that carry no subject: what is left tells whether there is one. */
const functionWords =
  /いくら|いつ|どこ|誰|だれ|何|なに|どう|金額|上限|下限|補助率|率|締め?切り?|〆切|期限|期間|対象|条件|要件|方法|手順|申請|応募|申込|書類|窓口|連絡先|電話|詳|教|知|使|出|今|年度|お願|補助金|助成金|補助|助成|制度|支援|費用|経費|全部|可能|必要|場合|弊社|当社|自社|会社|区|東京都?|大丈夫|番号|住所|何時|もう?一[回度]|間|合|万|億|円|月|日|相談|聞|全|分|始|前回|次回|今回|予約|募集|公募|受付|計画|去年|昨年|今年|来年|先月|来月|勝手|進|先|別|同|本当|平気|以上|以下/g

/** True when the question names a subject of its own, not only what it wants to know of one. */
export function hasOwnSubject(context: TurnContext): boolean {
  let rest = context.normalized
  for (const ward of context.understanding.areas.wards)
    rest = rest.replaceAll(ward, '').replaceAll(ward.slice(0, -1), '')
  rest = rest.replace(functionWords, '').replace(/[\p{Script=Hiragana}\d\s!?、。,.ー〜~・「」（）()%/:：]/gu, '')
  return rest.length >= 2
}

/** Searches the library, unless a name has settled the subject; then keeps to what was spoken of when that answers as well. */
export async function retrieve(context: TurnContext): Promise<StepResult> {
  const { library } = context.dependencies
  const { understanding, before, memory } = context
  if (context.subjectsBy !== 'none' && context.subjectsBy !== 'focus') return 'continue'

  const contentless = !hasOwnSubject(context) && understanding.purposes.length === 0
  // 「3か月前です」: a few words that name nothing are of what was spoken of as well.
  const goesOn =
    understanding.facets.length > 0 || (context.normalized.length <= FEW_LETTERS && understanding.names.length === 0)
  if (
    context.subjectsBy === 'none' &&
    contentless &&
    goesOn &&
    !understanding.wantsList &&
    before.focus.length > 0 &&
    understanding.areas.wards.length === 0
  ) {
    // 「必要書類は？」 below a list is asked of each of them.
    const isOfEach = showsList(before)
    const ids = isOfEach ? before.list : before.focus
    context.subjects = recordsOf(ids, library)
    context.subjectsBy = isOfEach ? 'each' : 'focus'
    return 'continue'
  }
  // Of a message in another language only the known words are read: without a subject among them nothing is searched.
  const { names: named, purposes, areas } = understanding
  if (context.language && named.length + purposes.length + areas.wards.length === 0) return 'continue'

  const { wards } = memory
  const purposeWords =
    understanding.purposes.length === 0 && understanding.areas.wards.length > 0 ? before.purposes.join(' ') : ''
  // A name found by its reading is searched as it is written.
  const names = understanding.names.filter(({ approximate }) => approximate).map(({ name }) => name)
  const unwritten = understanding.areas.wards.filter((ward) => !context.normalized.includes(ward.slice(0, -1)))
  const query = [context.normalized, purposeWords, ...unwritten, ...names, ...wordsToSearch(inItsMatter(context))]
    .filter(Boolean)
    .join(' ')
  const filter = { at: context.input.now, ...(wards.length > 0 ? { areas: wards } : {}) }
  // Masked words go out, never those of the user as they came.
  const vector = await library.embedQuestion?.(context.normalized, context.input.signal)
  const hits = library.search(query, { limit: 40, filter, vector })
  context.hits = rankHits(hits, context)
  memory.beside = [...new Set(context.hits.map(({ recordId }) => recordId))].slice(0, MOST_BESIDE)

  if (context.subjectsBy === 'focus') {
    if (!onlyOfCompany.test(context.normalized)) turnToNeighbour(context)
    return 'continue'
  }
  const best = context.hits.find((hit) => hit.confidence >= leastFor(hit, context))
  // A follow-up in other words: what was spoken of answers it as well as anything else does.
  const near = context.hits.find((hit) => isNearFocus(hit, context))
  if (
    near &&
    best &&
    !beginsAnew(context) &&
    !(showsList(before) && understanding.purposes.length > 0) &&
    before.focus.length > 0 &&
    near.coverage >= 0.6 * best.coverage &&
    near.coverage >= MINIMUM_COVERAGE &&
    understanding.areas.wards.length === 0
  ) {
    context.subjects = recordsOf(before.focus, library)
    const nearRecord = library.records.get(near.recordId)
    const spokenOf = library.records.get(before.focus[0] ?? '')
    const staysWithScheme = spokenOf !== undefined && isScheme(spokenOf) && isBareFollowUp(context)
    const isOfIt = before.focus.includes(near.recordId) || (near.confidence >= LEAST_OF_NEIGHBOUR && !staysWithScheme)
    if (nearRecord && isOfIt)
      context.subjects = [nearRecord, ...context.subjects.filter((record) => record !== nearRecord)]
    context.subjectsBy = 'focus'
    return 'continue'
  }
  // 「勝手に進めていい？」: found by next to nothing, so it is of what was spoken of.
  if (before.focus.length > 0 && isBareFollowUp(context) && !(best && best.confidence >= SETTLED_CONFIDENCE)) {
    context.subjects = recordsOf(before.focus, library)
    context.subjectsBy = 'focus'
    turnToNeighbour(context)
    return 'continue'
  }
  if (best && unknownSubject(context) === undefined) {
    const seen = new Set<string>()
    context.subjects = [best, ...context.hits]
      .filter(({ recordId }) => !seen.has(recordId) && seen.add(recordId))
      .map(({ recordId }) => library.records.get(recordId))
      .filter((record) => record !== undefined)
    context.subjectsBy = 'search'
  }
  return 'continue'
}

/** 「持ち分だけ売りたい」 in a talk about a patent is of the patent. */
const inItsMatter = ({ normalized, before, understanding }: TurnContext): string =>
  before.focus.length > 0 && before.purposes.includes('知財') && understanding.purposes.length === 0
    ? `特許 ${normalized}`
    : normalized

/** A long story of one's own patent has few of the words of the guidance on it, which is told as the nearest there is. */
function leastFor(hit: SearchHit, { understanding, dependencies }: TurnContext): number {
  const record = dependencies.library.records.get(hit.recordId)
  const onPatents = record?.kind === 'guidance' || record?.kind === 'ip-procedure'
  return onPatents && understanding.purposes.includes('知財') ? LEAST_ON_PATENTS : MINIMUM_CONFIDENCE
}

/** A question that names and wishes nothing of its own. */
const isBareFollowUp = ({ understanding, normalized, language }: TurnContext): boolean => {
  const { names, purposes, areas, wantsList, wantsMeaning } = understanding
  return (
    language === undefined &&
    names.length + purposes.length + areas.wards.length + areas.elsewhere.length === 0 &&
    !wantsList &&
    !wantsMeaning &&
    !wish.test(normalized) &&
    normalized.length <= LONGEST_BARE
  )
}
const LONGEST_BARE = 24
/** What is found with so much certainty is a matter of its own, however bare the question. */
const SETTLED_CONFIDENCE = 0.6

/** 「中小企業です」 */
const onlyOfCompany =
  /^[^。、?]{0,8}(?:中小|小規模|個人|法人|会社|企業|事業主?|業|店|屋)[^。、?]{0,4}(?:です|だ|なん(?:です|だ))/

/** 「審査請求してなかった」: of what went wrong with a procedure an item of guidance tells, and the procedure does not. */
const tellsOfMishap = /忘れ|過ぎ|すぎ|た[っつ]|してな|しなかった|拒絶|売って|公開|発表|展示/
const onlyDay = /^[\d年月日頃ごろくらい前かヶ週間半です。、\s]+$/
/** How much better what stands beside an item of guidance must fit than the item itself. */
const FAR_BETTER = 1.5
const LEAST_OF_NEIGHBOUR = 0.4
/** What a scheme names beside it without being of it. */
const aside: ReadonlySet<RecordKind> = new Set<RecordKind>(['system', 'consultation', 'institution'])
const advises: ReadonlySet<RecordKind> = new Set<RecordKind>(['guidance', 'rule'])

/**
 * 「持分を売りたい」 after the contract of a joint research: told by an item of guidance or a rule that goes with the one
 * spoken of, or was found with it. A scheme stays the one spoken of.
 */
function turnToNeighbour(context: TurnContext): void {
  const { subjects, hits, before, dependencies } = context
  const [spokenOf] = subjects
  // 「2025年10月12日です」 tells of what was asked, and asks nothing else.
  if (onlyDay.test(context.normalized) || context.understanding.pointsBack) return
  const ofProcedure = spokenOf?.kind === 'ip-procedure' && tellsOfMishap.test(context.normalized)
  if (!spokenOf || !(advises.has(spokenOf.kind) || ofProcedure)) return
  const neighbour = hits
    .filter(({ coverage, confidence }) => coverage >= MINIMUM_COVERAGE && confidence >= LEAST_OF_NEIGHBOUR)
    .map((hit) => ({ ...hit, record: dependencies.library.records.get(hit.recordId) }))
    .find(({ record }) => record && record !== spokenOf && goesWith(record, spokenOf, before))
  const own = hits.find(({ recordId }) => recordId === spokenOf.id)?.score ?? 0
  if (!neighbour?.record || neighbour.score < FAR_BETTER * own) return
  context.subjects = [neighbour.record, ...subjects.filter((record) => record !== neighbour.record)]
}

/** Whether one names the other beside it, or advice that was found with it speaks of the same matter. */
const goesWith = (record: KnowledgeRecord, spokenOf: KnowledgeRecord, { beside }: Memory): boolean =>
  (spokenOf.related.includes(record.id) &&
    !(isScheme(spokenOf) && aside.has(record.kind)) &&
    (spokenOf.kind !== 'ip-procedure' || advises.has(record.kind))) ||
  (advises.has(spokenOf.kind) &&
    advises.has(record.kind) &&
    (record.related.includes(spokenOf.id) || beside.includes(record.id)))

function isNearFocus({ recordId }: SearchHit, { before, dependencies }: TurnContext): boolean {
  const { records } = dependencies.library
  const [record, spokenOf] = [records.get(recordId), records.get(before.focus[0] ?? '')]
  return before.focus.includes(recordId) || (!!record && !!spokenOf && goesWith(record, spokenOf, before))
}
