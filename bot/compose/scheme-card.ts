import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import type { Reply, SchemeCard } from '../outcome.ts'
import type { AnswerItem, Draft, DraftCard, DraftRow, TurnContext } from '../turn-context.ts'
import { facetText } from './facet-answer.ts'
import { judgedRows } from './judged-rows.ts'
import { capText, rateText } from './money-line.ts'
import { say, sayComputed } from './say.ts'
import { firstSentence, isTooUncertain, stateBadge } from './scheme-words.ts'

/** A scheme as a card; undefined for what has neither money nor a call. */
export function schemeCard(record: KnowledgeRecord, context: TurnContext): DraftCard | undefined {
  const { now } = context.input
  if (!isScheme(record) || isTooUncertain(record)) return undefined
  const row = (label: string, text: string | undefined, more: Partial<DraftRow> = {}): DraftRow[] =>
    text ? [{ label, item: say(text, record.id), ...more }] : []
  const who = record.decisive ?? firstSentence(facetText(record, 'who') ?? '')
  const deadline = deadlineText(record, now)
  return {
    recordId: record.id,
    title: record.shortName,
    ...stateBadge(record, now),
    rows: [
      ...row('金額', capText(record), { strong: true }),
      ...row('補助率', rateText(record)?.replace(/^(?:補助率|控除率)/, ''), { strong: true }),
      // The days left alone are worked out; the dates must stand in the record.
      ...row('締切', deadline, { item: sayComputed(deadline ?? '', [record.id], deadline?.match(/あと\d+日/g) ?? []) }),
      ...row('対象', who),
      ...judgedRows(record, context).map(([label, text]) => ({ label, item: sayComputed(text, [record.id]) })),
      ...row('前提', firstSentence(facetText(record, 'prerequisites') ?? '')),
      ...row('地域', record.areas.join('・')),
      ...row('窓口', record.contact?.name ?? record.operator),
    ],
  }
}

/** Until when, the step that comes first named first; undefined where no call is open. */
export function deadlineText(record: KnowledgeRecord, now: number): string | undefined {
  const state = callState(record, now)
  if (state.state !== 'open') return undefined
  const { step } = state
  const first = step ? `先に${step.name} ${japaneseDateText(step.at)}（あと${step.daysLeft}日）、` : ''
  return `${first}申請 ${japaneseDateText(state.call.closes ?? '')}（あと${state.daysLeft}日）`
}

/** A checked card as the doors get it. */
export const toCard = ({ rows, ...card }: DraftCard): SchemeCard => ({
  ...card,
  rows: rows.map(({ item, ...row }) => ({ ...row, value: item.text })),
})

/** The list of a draft for doors that show cards: the words before and after, and a card for each line in between. */
export function toList({ items, cards = [] }: Draft): Reply['list'] {
  if (cards.length === 0) return undefined
  const onCards = new Set(cards.map(({ recordId }) => recordId))
  const isOnCard = ({ cardOf }: AnswerItem): boolean => cardOf !== undefined && onCards.has(cardOf)
  const start = items.findIndex(isOnCard)
  if (start < 0) return undefined
  const words = (some: readonly AnswerItem[]) => some.map(({ text }) => text).join('\n')
  return {
    before: words(items.slice(0, start)),
    cards: cards.map(toCard),
    after: words(items.slice(start).filter((item) => !isOnCard(item))),
  }
}
