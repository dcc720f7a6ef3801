import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isTooUncertain } from '../compose/scheme-words.ts'
import type { Draft, TurnContext } from '../turn-context.ts'

/** A document is quoted, never retold: whatever figure stands in its prose, the ledger would take for a fact. */
export const mayBeRetold = (record: KnowledgeRecord): boolean => record.kind !== 'document' && !isTooUncertain(record)

/** Whether a model may word the answer: told from one record, in Japanese. A list and a refusal stay as they are. */
export function isRetellable({ subjects, language }: TurnContext, { outcome, items }: Draft): boolean {
  const quotes = items.filter(({ retellable }) => retellable)
  const first = subjects[0]
  return (
    outcome.outcome === 'answered' &&
    outcome.reason === 'record' &&
    language === undefined &&
    first !== undefined &&
    mayBeRetold(first) &&
    quotes.length > 0 &&
    quotes.every(({ recordIds }) => recordIds[0] === first.id)
  )
}
