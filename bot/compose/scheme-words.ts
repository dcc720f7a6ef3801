import type { Confidence, KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant } from '../../knowledge/record/scheme-kinds.ts'
import { type CallState, callState } from '../../knowledge/scheme/call-state.ts'
import { japanDay, japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { AnswerItem } from '../turn-context.ts'
import { sayComputed } from './say.ts'

/** Words for the call's state as of `now`. The state alone decides: no text of a record can make a closed call open. */
export function stateSentence(record: KnowledgeRecord, now: number): AnswerItem | undefined {
  const state = callState(record, now)
  const today = japaneseDateText(japanDay(now))
  const says = (text: string): AnswerItem => sayComputed(text, [record.id])
  const next = record.deadline?.next
  switch (state.state) {
    case 'planned':
      return says(
        `「${record.name.replace(/[『』]/g, '')}」は構想（計画）の段階です。まだ始まっておらず、現在は申し込みできません。`,
      )
    case 'rolling':
      // A tax rule, a system or a window takes no applications: what is open there, its own words say.
      if (!isGrant(record)) return undefined
      return says('受付は通年です。予算や受付状況は変わることがあるため、窓口でご確認ください。')
    case 'before':
      return says(
        `${state.call.name}はまだ始まっていません。受付開始は${japaneseDateText(state.call.opens ?? '')}です（${today}時点）。`,
      )
    case 'open': {
      const close = state.call.closes ? japaneseDateText(state.call.closes) : ''
      const step = state.step
        ? `先に${state.step.name}の期限${japaneseDateText(state.step.at)}（あと${state.step.daysLeft}日）が来ます。`
        : ''
      const missed = state.missedSteps
        .map(({ name, at }) => `${name}の期限（${japaneseDateText(at)}）は過ぎています。`)
        .join('')
      return says(
        `${today}時点では受付期間内です。${step}${missed}申請の締切は${close}（あと${state.daysLeft}日）です。`,
      )
    }
    case 'closed':
      return says(
        `${state.call.name}の受付は終了しています（締切は${japaneseDateText(state.call.closes ?? '')}）。${next ?? '次回の募集は確認できていません。'}`,
      )
    case 'unknown':
      return record.deadline || isGrant(record)
        ? says(`いま受け付けているかどうかは確認できていません。${next ?? ''}`)
        : undefined
  }
}

const badges: Record<CallState['state'], { badge: string; badgeTone: 'open' | 'closed' | 'neutral' }> = {
  before: { badge: '受付開始前', badgeTone: 'neutral' },
  open: { badge: '受付期間内', badgeTone: 'open' },
  closed: { badge: '受付終了', badgeTone: 'closed' },
  rolling: { badge: '通年', badgeTone: 'neutral' },
  planned: { badge: '計画中（未開始）', badgeTone: 'neutral' },
  unknown: { badge: '受付状況は要確認', badgeTone: 'neutral' },
}

/** The badge of a card: a few words for the state. */
export const stateBadge = (record: KnowledgeRecord, now: number) => badges[callState(record, now).state]

/** True when the record's confidence is below what may be stated: only its name and window are told. */
export const isTooUncertain = (record: KnowledgeRecord): boolean =>
  record.status === 'real' &&
  (record.confidence === 'low' || record.confidence === 'low-medium' || record.confidence === 'seed')

/** A facet less certain than medium is not stated, except as the plan it is. */
export const mayBeTold = (record: KnowledgeRecord, confidence: Confidence | undefined): boolean =>
  record.status === 'planned' || confidence === undefined || !['low-medium', 'low', 'seed'].includes(confidence)

/** The sentence that sends the reader to the official page, with the day the facts were checked. */
export const confirmSentence = (record: KnowledgeRecord): string =>
  `（${japaneseDateText(record.checkedOn)}に確認した内容です。申請の前に、公式ページや募集要項で最新の内容をご確認ください）`

/** The window of a record in words, or undefined when none is known. */
export function contactSentence(record: KnowledgeRecord): string | undefined {
  const contact = record.contact
  if (!contact) return undefined
  const parts = [contact.phone ? `電話 ${contact.phone}` : '', contact.hours ?? ''].filter(Boolean).join('、')
  return `問い合わせ先は${contact.name}${parts ? `（${parts}）` : ''}です。${contact.url ? `\n${contact.url}` : ''}`
}

export const firstSentence = (text: string): string => /^[^。]*。/.exec(text)?.[0] ?? text

/** Name with its area where that tells schemes of the same name apart. */
export const titleOf = (record: KnowledgeRecord): string => {
  const [only, ...others] = record.areas
  const area = others.length === 0 && only !== '全国' && record.status === 'real' ? only : undefined
  return area && !record.name.includes(area.replace(/[区都]$/, '')) ? `${record.name}（${area}）` : record.name
}
