import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isGrant } from '../../knowledge/record/scheme-kinds.ts'
import type { Company } from '../../knowledge/scheme/company.ts'
import { conditionWords } from '../interview/condition-words.ts'
import type { AnswerItem } from '../turn-context.ts'
import { facetText } from './facet-answer.ts'
import { moneyLine } from './money-line.ts'
import { sayComputed } from './say.ts'
import { deadlineText } from './scheme-card.ts'
import { firstSentence, isTooUncertain, stateBadge, titleOf } from './scheme-words.ts'

/** One line of a list: name, money, state. */
export function listLine(record: KnowledgeRecord, position: number, now: number, company: Company): AnswerItem {
  const about = isTooUncertain(record)
    ? '金額や条件は確認できていません。'
    : (moneyLine(record) ?? firstSentence(record.what.text))
  const badge = isGrant(record) ? `【${stateBadge(record, now).badge}】` : ''
  const until = deadlineText(record, now)
  const deadline = until ? `\n　締切：${until}` : ''
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
