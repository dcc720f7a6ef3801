import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import type { AnswerItem, TurnContext } from '../turn-context.ts'
import { companyCheck } from './company-check.ts'
import { dateCheck } from './date-check.ts'
import { exclusions } from './exclusions.ts'
import { noticeDay } from './notice-day.ts'
import { premiseCheck } from './premise-check.ts'
import { roundCheck } from './round-check.ts'
import { sizeRate } from './size-rate.ts'
import { timeCheck } from './time-check.ts'
import { untold } from './untold.ts'
import { workedAmount } from './worked-amount.ts'
import { workedFee } from './worked-fee.ts'
import { workedPeriod } from './worked-period.ts'

/** What is said of a record before its own words: the answer to what this user named – a premise, a day, a cost. */
export function openingItems(context: TurnContext, record: KnowledgeRecord): AnswerItem[] {
  const checks = [
    roundCheck(record, context.normalized, context.subjects.slice(0, 4)),
    untold(record, context.normalized),
    premiseCheck(record, context),
    companyCheck(record, context),
    sizeRate(record, context),
    exclusions(record, context.normalized),
    timeCheck(record, context) ?? dateCheck(record, context.normalized, context.input.now),
    noticeDay(record, context),
    workedAmount(record, context),
    workedFee(record, context),
    workedPeriod(record, context),
  ]
  return checks.filter((item) => item !== undefined)
}
