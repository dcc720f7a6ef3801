import { type Confidence, type Facet, facets, type KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant, isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { type CallState, callState, freshDays } from '../../knowledge/scheme/call-state.ts'
import { daysBetween, japanDay, japaneseDateText, japanInstant } from '../../storage/ground/japan-time.ts'
import type { AnswerItem } from '../turn-context.ts'
import { citationOf } from './citations.ts'
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

const weak: ReadonlySet<Confidence> = new Set<Confidence>(['low', 'low-medium', 'seed'])

/** True when the record as a whole is less sure than may be stated. */
export const isUncertain = (record: KnowledgeRecord): boolean => record.status === 'real' && weak.has(record.confidence)

type Statement = Exclude<Facet, 'contact'>

/** 「令和4年度」, 「第11回」: one call, not about the time of an article. */
const ofOneCall = /^(?:(?:令和|平成)\d{1,2}|\d{4})年度(?:の?募集)?$|^第\d+回$/

/**
 * Whether a facet may be stated. It must be surer than low by its own confidence or its record's. What the office itself
 * said of a former call is told as of that call, though the record is unsure: it is the present that is in doubt.
 */
export function mayBeTold(record: KnowledgeRecord, facet: Statement): boolean {
  const block = record[facet]
  if (!block || record.status === 'planned') return block !== undefined
  if (block.confidence) return !weak.has(block.confidence)
  const isOfficial = isScheme(record) && record.sources.some(({ kind }) => kind === 'official')
  return !isUncertain(record) || (isOfficial && ofOneCall.test(block.asOf ?? ''))
}

const statements: readonly Statement[] = facets.filter((facet) => facet !== 'contact')

/** True when nothing that an unsure record says may be stated: only its name and window are told. */
export const isTooUncertain = (record: KnowledgeRecord): boolean =>
  isUncertain(record) && !statements.some((facet) => mayBeTold(record, facet))

/** True when the record was checked longer ago than facts of its kind stay fresh. */
export const isStale = (record: KnowledgeRecord, now: number): boolean =>
  daysBetween(japanInstant(record.checkedOn) ?? now, now) > freshDays(record.kind)

/**
 * The sentence that sends the reader to the official page, with the day the facts were checked; of facts that have not
 * been looked at for too long it says so, with the page.
 */
export function confirmSentence(record: KnowledgeRecord, now: number): string {
  const day = japaneseDateText(record.checkedOn)
  if (!isStale(record, now)) {
    return `（${day}に確認した内容です。申請の前に、公式ページや募集要項で最新の内容をご確認ください）`
  }
  const { url } = citationOf(record)
  return `【ご注意】この情報は${day}に確認したもので、その後の変更を確認できていません。いまの内容は、必ず公式ページや窓口でご確認ください。${url ? `\n${url}` : ''}`
}

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
