import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant, isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { callState } from '../../knowledge/scheme/call-state.ts'
import type { Company } from '../../knowledge/scheme/company.ts'
import { japaneseDateText } from '../../storage/ground/japan-time.ts'
import { conditionWords } from '../interview/condition-words.ts'
import type { SchemeCard } from '../outcome.ts'
import type { AnswerItem } from '../turn-context.ts'
import { facetText } from './facet-answer.ts'
import { capText, moneyLine, rateText } from './money-line.ts'
import { sayComputed } from './say.ts'
import { isTooUncertain, stateBadge, titleOf } from './scheme-words.ts'

/** One line of a list: name, money, state. */
export function listLine(record: KnowledgeRecord, position: number, now: number, company: Company): AnswerItem {
  const about = isTooUncertain(record)
    ? '金額や条件は確認できていません。'
    : (moneyLine(record) ?? firstSentence(record.what.text))
  const badge = isGrant(record) ? `【${stateBadge(record, now).badge}】` : ''
  const deadline = deadlineLine(record, now)
  const needed = position === 1 && !isTooUncertain(record) ? facetText(record, 'prerequisites') : undefined
  const condition = needed ? `\n　前提：${firstSentence(needed)}` : ''
  // Told once the user has said something of the company: before that every condition is a question mark.
  const judged = Object.keys(company).length > 0 && !isTooUncertain(record) ? conditionWords(record, company) : ''
  const conditions = judged ? `\n　条件：${judged}` : ''
  return sayComputed(
    `${position}. ${titleOf(record)}${badge}\n　${about}${deadline}${condition}${conditions}`,
    [record.id],
    [`${position}. `, deadline, conditions],
  )
}

/** Until when, the step that comes first named first; empty where no call is open. */
function deadlineLine(record: KnowledgeRecord, now: number): string {
  const state = callState(record, now)
  if (state.state !== 'open') return ''
  const { step } = state
  const first = step ? `先に${step.name} ${japaneseDateText(step.at)}（あと${step.daysLeft}日）、` : ''
  return `\n　締切：${first}申請 ${japaneseDateText(state.call.closes ?? '')}（あと${state.daysLeft}日）`
}

export const firstSentence = (text: string): string => /^[^。]*。/.exec(text)?.[0] ?? text

/** A scheme as a card; undefined for what has neither money nor a call. */
export function schemeCard(record: KnowledgeRecord, now: number): SchemeCard | undefined {
  if (!isScheme(record) || isTooUncertain(record)) return undefined
  const rows = [
    { label: '金額', value: capText(record) },
    { label: '補助率', value: rateText(record)?.replace(/^(?:補助率|控除率)/, '') },
    {
      label: '対象',
      value: record.decisive ?? (record.who ? firstSentence(facetText(record, 'who') ?? '') : undefined),
    },
    { label: '地域', value: record.areas.join('・') },
    { label: '窓口', value: record.contact?.name ?? record.operator },
  ].filter((row): row is { label: string; value: string } => row.value !== undefined && row.value !== '')
  return { recordId: record.id, title: record.shortName, ...stateBadge(record, now), rows }
}
