import { spansOfRecords } from '../ledger/record-evidence.ts'
import { verifyItem } from '../ledger/verify.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'

/** The ledger: every figure of an item stands in a record the item draws on, or the item is dropped. */
export function verify(context: TurnContext): StepResult {
  const { draft } = context
  if (!draft) return 'continue'
  const { records } = context.dependencies.library
  const kept = draft.items.filter((item) => {
    const { computed = [], rendered = [] } = item
    const verdict = verifyItem(item.text, { spans: spansOfRecords(item.recordIds, records), computed, rendered })
    context.ledger.checked += verdict.checked
    if (!verdict.supported) {
      context.ledger.dropped.push(...verdict.unsupported)
      context.dependencies.logger.warn(
        { records: item.recordIds, unsupported: verdict.unsupported.length },
        'the ledger dropped an item',
      )
    }
    return verdict.supported
  })
  draft.items = kept
  return 'continue'
}
