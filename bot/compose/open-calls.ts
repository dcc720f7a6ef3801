import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { holdsFor } from '../../knowledge/scheme/areas.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japanDay, japaneseDateText, japanInstant } from '../../storage/ground/japan-time.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { type Period, periodIn } from '../understand/period.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain } from './scheme-words.ts'

/** 「今申し込める補助金は？」「締切が一番近いのは？」: a question about the day of today, not about one scheme. */
const asksWhatIsOpen =
  /(?:今|いま|現在|現時点|今日|本日|まだ)(?:で|でも|から|すぐ)?.{0,6}(?:申し込|申込|応募|申請|募集|受付|受け付|間に合|出せ).{0,14}(?:補助|助成|支援|制度|公募|もの|やつ|のは|ある)|(?:募集|受付|公募)中の?(?:補助|助成|支援|制度|もの|やつ|公募)|(?:締切|締め切り|〆切|期限)(?:が|の)?(?:一番|いちばん|最も|もうすぐ|すぐ)?.{0,4}(?:近い|近く|迫|早い|間近)|(?:もうすぐ|まもなく|近々)(?:締切|締め切|〆切)/
const allYearRound = /通年|一年中|1年中|(?:いつ|年中)でも(?:申|応募|出せ|使え)|締切(?:の|が)な(?:い|し)|随時/
const takesApplications = /申し?込|応募|申請|募集|受付|受け付|間に合|出せ|だせ/
/** 「来月創業します」「12月に展示会」: the period is of what the user does, not of a call. */
const ownPlans =
  /(?:今週|来週|再来週|今月|来月|再来月|今年|来年|年内|年度|\d月)(?:中|内|末|頃|ごろ|から|の|に|には|まで|までに|\d{1,2}日)*[^、。?]{0,6}(?:創業|開業|起業|設立|研修|訓練|開始|始め|始ま|出展|展示会|発表|公開|購入|買|導入|契約|発注|納品|支払|払|入金|着工|工事|引っ越|移転|入居|退職|採用)/
/** Something to choose from: without it the words are about what was spoken of. */
const schemes = /補助|助成|支援|制度|公募|もの|やつ|の(?:は|を|って)|どれ|ある|何か|なにか|一覧/

/** 「家賃補助、11月中なら間に合うよね？」: of the one scheme named before it. */
const ofOneScheme =
  /(?:補助金?|助成金?|制度|バウチャー|利用券)(?:は|って|、|も)[^。]{0,14}(?:間に合|出せ|申請でき|申し込め|応募でき)(?:う|い|る)?(?:ます|ない)?(?:よね|よ|ね|か|かな|の)*[?。!\s]*$/

export const asksForOpenCalls = (normalized: string, now: number): boolean => {
  if (asksWhatIsOpen.test(normalized)) return true
  if (!schemes.test(normalized)) return false
  if (allYearRound.test(normalized)) return takesApplications.test(normalized) || /補助|助成|制度/.test(normalized)
  const period = periodIn(normalized, now)
  return (
    period !== undefined &&
    !ofOneScheme.test(normalized) &&
    !ownPlans.test(normalized) &&
    (asksWhatCloses(normalized) || takesApplications.test(normalized))
  )
}

/** The days of a call that must not be missed, first the nearest ahead of `now`. */
function daysAhead(record: KnowledgeRecord, now: number): string[] {
  const state = callState(record, now)
  if (state.state !== 'open') return []
  return [...state.call.steps.map(({ at }) => at), state.call.closes ?? '']
    .filter((at) => (japanInstant(at, true) ?? 0) >= now)
    .sort((a, b) => (japanInstant(a, true) ?? 0) - (japanInstant(b, true) ?? 0))
}

const falls = (day: string, { from, until }: Period): boolean => day.slice(0, 10) >= from && day.slice(0, 10) <= until

/** Whether the words ask what ends in the period, not what can be applied for in it. */
const asksWhatCloses = (normalized: string): boolean =>
  /締(?:め)?切|〆切|しめきり|期限|終わ/.test(normalized) ||
  (/月まで/.test(normalized) && !/月まで(?:に|なら)/.test(normalized))

/** Schemes that can be applied for at the moment of the question where the user is, the nearest deadline first, then all year round. */
export function openCalls(context: TurnContext): KnowledgeRecord[] {
  const { library } = context.dependencies
  const { now } = context.input
  const { understanding, normalized } = context
  const { wards } = context.memory
  const { elsewhere } = understanding.areas
  const fits = ({ purposes }: KnowledgeRecord) =>
    understanding.purposes.length === 0 || purposes.some((purpose) => understanding.purposes.includes(purpose))
  /** The next day that must not be missed; what is taken all year round comes last. */
  const due = (record: KnowledgeRecord) => japanInstant(daysAhead(record, now)[0] ?? '', true) ?? Number.MAX_VALUE
  const open = [...library.records.values()]
    .filter((record) => isScheme(record) && record.kind !== 'tax' && !isTooUncertain(record))
    .filter((record) => holdsFor(record.areas, { wards, elsewhere }) && fits(record))
    .filter((record) => ['open', 'rolling', 'before'].includes(callState(record, now).state))
    .sort((a, b) => due(a) - due(b))
  const taken = open.filter((record) => callState(record, now).state !== 'before')
  if (allYearRound.test(normalized)) return taken.filter((record) => callState(record, now).state === 'rolling')
  const period = periodIn(normalized, now)
  if (!period) return taken
  if (asksWhatCloses(normalized)) {
    const closing = taken.filter((record) => daysAhead(record, now).some((day) => falls(day, period)))
    // Nothing ends in it: what ends next is told instead, and that it is not in it.
    return closing.length > 0 ? closing : taken
  }
  return open.filter((record) => canBeAppliedFor(record, period, now))
}

/** In a period to come only what closes after its first day, or opens before its last one. */
function canBeAppliedFor(record: KnowledgeRecord, { from, until }: Period, now: number): boolean {
  const state = callState(record, now)
  if (state.state === 'rolling') return true
  if (state.state === 'before') return (state.call.opens ?? '9').slice(0, 10) <= until
  return state.state === 'open' && (state.call.closes ?? '').slice(0, 10) >= from
}

/** How many there are and as of which day; of a period, until when it is, and that nothing ends in it. */
export function openLead(records: readonly KnowledgeRecord[], shown: number, context: TurnContext): AnswerItem {
  const { normalized, input } = context
  const today = japaneseDateText(japanDay(input.now))
  const period = periodIn(normalized, input.now)
  const all = records.length
  if (allYearRound.test(normalized)) return sayComputed(texts.allYearLead(today, all, shown), [])
  if (!period) return sayComputed(texts.openLead(today, all, shown), [])
  const named = period.words
  if (!asksWhatCloses(normalized)) return sayComputed(texts.openInLead(today, named, all, shown), [])
  const closing = records.some((record) => daysAhead(record, input.now).some((day) => falls(day, period)))
  return sayComputed(closing ? texts.closingLead(today, named, all, shown) : texts.noneClosingLead(named), [])
}

/** That nothing can be applied for then, as far as is known. */
export function noneOpenText({ normalized, input }: TurnContext): AnswerItem {
  const period = periodIn(normalized, input.now)
  const named = period?.words ?? `${japaneseDateText(japanDay(input.now))}時点`
  return sayComputed(texts.noneOpenIn(named), [])
}
