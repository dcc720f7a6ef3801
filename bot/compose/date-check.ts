import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japaneseDateText, japanInstant } from '../../storage/ground/japan-time.ts'
import type { AnswerItem } from '../turn-context.ts'
import { daysAsked } from '../understand/days-asked.ts'
import { sayComputed } from './say.ts'

const asksToApply =
  /間に合|出せ|だせ|出し|申請|申し?込|応募|提出|遅|相談|でも?(?:いい|よい|良い|大丈夫|平気|ok)|アウト|セーフ|いける|行ける|だいじょうぶ|平気/
const otherActs = /発注|契約|購入|買|支払|着手|始め/

/** 「12月8日でも間に合う？」「12月に入ってからの相談でもいい？」: compares the day asked about with the deadlines of the current call. */
export function dateCheck(record: KnowledgeRecord, normalized: string, now: number): AnswerItem | undefined {
  // To order on a day is no application.
  if (!asksToApply.test(normalized) || otherActs.test(normalized)) return undefined
  const asked = daysAsked(normalized, now)
  const [from, until] = asked ? [japanInstant(asked.from), japanInstant(asked.until)] : []
  const state = callState(record, now)
  if (!asked || from === undefined || until === undefined || (state.state !== 'open' && state.state !== 'before'))
    return undefined
  const deadlines = [...state.call.steps, ...(state.call.closes ? [{ name: '申請の締切', at: state.call.closes }] : [])]
  const missed = deadlines.filter(({ at }) => (japanInstant(at, true) ?? 0) < from)
  const within = deadlines.filter(({ at }) => (japanInstant(at, true) ?? 0) >= from && (japanInstant(at) ?? 0) <= until)
  const kept = deadlines.filter((entry) => !missed.includes(entry))
  const list = (entries: typeof deadlines) =>
    entries.map(({ name, at }) => `${name}（${japaneseDateText(at)}）`).join('と')
  const text =
    missed.length > 0
      ? `${asked.words}では、${list(missed)}を過ぎてしまうため間に合いません。${kept.length > 0 ? `${list(kept)}はまだ過ぎていませんが、先の期限を満たす必要があります。` : ''}`
      : within.length > 0 && asked.from !== asked.until
        ? `${asked.words}のうち、${list(within)}までです。締切の時刻と手続にかかる日数に余裕をみてください。`
        : `${asked.words}は、${list(kept)}より前です。締切の時刻と手続にかかる日数に余裕をみてください。`
  return sayComputed(text, [record.id], [asked.words])
}
