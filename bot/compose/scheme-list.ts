import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant } from '../../knowledge/record/scheme-kinds.ts'
import { texts } from '../texts.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { facetText } from './facet-answer.ts'
import { isInterviewed, judgedRows } from './judged-rows.ts'
import { moneyLine } from './money-line.ts'
import { sayComputed } from './say.ts'
import { deadlineText } from './scheme-card.ts'
import { firstSentence, isTooUncertain, isUncertain, stateBadge, titleOf } from './scheme-words.ts'

/** One entry of a list: name, money and state; once something of the company is told, how the scheme stands to it as well. */
export function listLine(record: KnowledgeRecord, position: number, context: TurnContext): AnswerItem {
  const { now } = context.input
  const uncertain = isTooUncertain(record)
  const known = moneyLine(record) ?? firstSentence(record.what.text)
  const about = uncertain
    ? '金額や条件は確認できていません。'
    : isUncertain(record)
      ? `${known}${texts.mayHaveChanged}`
      : known
  const badge = isGrant(record) ? `【${stateBadge(record, now).badge}】` : ''
  const until = deadlineText(record, now)
  const deadline = until ? `\n　締切：${until}` : ''
  const needed = position === 1 && !uncertain ? facetText(record, 'prerequisites') : undefined
  const condition = needed ? `\n　前提：${firstSentence(needed)}` : ''
  const judged = judgedRows(record, context).map(([label, text]) => `\n　${label}：${text}`)
  const window = isInterviewed(context) && !uncertain ? `\n　窓口：${record.contact?.name ?? record.operator}` : ''
  return sayComputed(
    `${position}. ${titleOf(record)}${badge}\n　${about}${deadline}${condition}${judged.join('')}${window}`,
    [record.id],
    [`${position}. `, deadline, ...judged],
  )
}
