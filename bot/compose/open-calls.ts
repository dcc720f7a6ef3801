import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { holdsFor } from '../../knowledge/scheme/areas.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japanInstant } from '../../storage/ground/japan-time.ts'
import type { TurnContext } from '../turn-context.ts'
import { isTooUncertain } from './scheme-words.ts'

/** 「今申し込める補助金は？」「締切が一番近いのは？」: a question about the day of today, not about one scheme. */
const asksWhatIsOpen =
  /(?:今|いま|現在|現時点|今日|本日|今月|まだ)(?:で|でも|から|すぐ)?.{0,6}(?:申し込|申込|応募|申請|募集|受付|受け付|間に合|出せ).{0,14}(?:補助|助成|支援|制度|公募|もの|やつ|のは|ある)|(?:募集|受付|公募)中の?(?:補助|助成|支援|制度|もの|やつ|公募)|(?:締切|締め切り|〆切|期限)(?:が|の)?(?:一番|いちばん|最も|もうすぐ|すぐ)?.{0,4}(?:近い|近く|迫|早い|間近)|(?:もうすぐ|まもなく|近々)(?:締切|締め切|〆切)/

export const asksForOpenCalls = (normalized: string): boolean => asksWhatIsOpen.test(normalized)

/** Schemes that can be applied for at the moment of the question where the user is, the nearest deadline first, then all year round. */
export function openCalls(context: TurnContext): KnowledgeRecord[] {
  const { library } = context.dependencies
  const { now } = context.input
  const { understanding } = context
  const { wards } = context.memory
  const { elsewhere } = understanding.areas
  const fits = ({ purposes }: KnowledgeRecord) =>
    understanding.purposes.length === 0 || purposes.some((purpose) => understanding.purposes.includes(purpose))
  /** The next day that must not be missed; what is taken all year round comes last. */
  const due = (record: KnowledgeRecord) => {
    const state = callState(record, now)
    const moment = state.state === 'open' ? (state.step?.at ?? state.call.closes) : undefined
    return japanInstant(moment ?? '', true) ?? Number.MAX_VALUE
  }
  return [...library.records.values()]
    .filter((record) => isScheme(record) && record.kind !== 'tax' && !isTooUncertain(record))
    .filter((record) => holdsFor(record.areas, { wards, elsewhere }) && fits(record))
    .filter((record) => ['open', 'rolling'].includes(callState(record, now).state))
    .sort((a, b) => due(a) - due(b))
}
