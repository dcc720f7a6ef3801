import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { conditionWords } from '../interview/condition-words.ts'
import type { TurnContext } from '../turn-context.ts'
import { listedSum } from './listed-sum.ts'
import { isTooUncertain } from './scheme-words.ts'

/** The row of what a scheme would pay. */
export const SUM_LABEL = '計算上の目安'

type JudgedRow = readonly [label: string, text: string]

/** Whether something of the company or of its plan is told: before that every condition is a question mark. */
export const isInterviewed = ({ memory }: TurnContext): boolean =>
  Object.keys(memory.company).length > 0 || memory.planned !== undefined

/**
 * How a scheme stands to what is told of the company and its plan: why it fits, each condition met, not met or to be
 * asked, and what it would pay of the cost. Empty before anything is told, and for a scheme too uncertain to judge.
 */
export function judgedRows(record: KnowledgeRecord, context: TurnContext): JudgedRow[] {
  if (!isInterviewed(context) || isTooUncertain(record)) return []
  const { memory, normalized } = context
  const { wards, company, planned } = memory
  const purposes = record.purposes.filter((purpose) => memory.purposes.includes(purpose))
  const fits = [...purposes, ...record.areas.filter((area) => wards.includes(area)).map((ward) => `${ward}の制度`)]
  const sum = planned === undefined ? undefined : listedSum(record, planned, { said: normalized, company })
  const rows: JudgedRow[] = [
    ['合う点', fits.join('・')],
    ['条件', conditionWords(record, company, wards)],
    [SUM_LABEL, sum ?? ''],
  ]
  return rows.filter(([, text]) => text !== '')
}
