import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japanDate, japaneseDateText, japanInstant } from '../../storage/ground/japan-time.ts'
import type { AnswerItem } from '../turn-context.ts'
import { sayComputed } from './say.ts'

const asksToApply = /間に合|出せ|だせ|出し|申請|申し?込|応募|提出|遅/
const otherActs = /発注|契約|購入|買|支払|着手|始め/

/** 「12月8日でも間に合う？」: compares the day asked about with the deadlines of the current call. */
export function dateCheck(record: KnowledgeRecord, normalized: string, now: number): AnswerItem | undefined {
  const match = /(?:(20\d{2})[年/-])?(?<![\d/])(\d{1,2})(?:月(\d{1,2})(?!\d)日?|\/(\d{1,2})(?![\d/]))/.exec(normalized)
  // 「補助率は2/3」 is no day in February, and to order on a day is no application.
  if (!match || !asksToApply.test(normalized) || otherActs.test(normalized)) return undefined
  if (match[4] && /率|割合|以内|補助は|助成は/.test(normalized)) return undefined
  const state = callState(record, now)
  if (state.state !== 'open' && state.state !== 'before') return undefined
  const today = japanDate(now)
  const [month, day] = [Number(match[2]), Number(match[3] ?? match[4])]
  const year = match[1] ? Number(match[1]) : month < today.month ? today.year + 1 : today.year
  const moment = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const instant = japanInstant(moment)
  if (instant === undefined) return undefined
  const asked = `${month}月${day}日`
  const deadlines = [...state.call.steps, ...(state.call.closes ? [{ name: '申請の締切', at: state.call.closes }] : [])]
  const missed = deadlines.filter(({ at }) => (japanInstant(at, true) ?? 0) < instant)
  const kept = deadlines.filter(({ at }) => (japanInstant(at, true) ?? 0) >= instant)
  const list = (entries: typeof deadlines) =>
    entries.map(({ name, at }) => `${name}（${japaneseDateText(at)}）`).join('と')
  const text =
    missed.length > 0
      ? `${asked}では、${list(missed)}を過ぎてしまうため間に合いません。${kept.length > 0 ? `${list(kept)}はまだ過ぎていませんが、先の期限を満たす必要があります。` : ''}`
      : `${asked}は、${list(kept)}より前です。締切の時刻と手続にかかる日数に余裕をみてください。`
  return sayComputed(text, [record.id], [asked])
}
