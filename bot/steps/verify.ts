import { spansOfRecords } from '../ledger/record-evidence.ts'
import { verifyItem } from '../ledger/verify.ts'
import { verifyTold } from '../ledger/verify-told.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'

/** The ledger: every figure of an item stands in a record the item draws on, or the item is dropped. */
export function verify(context: TurnContext): StepResult {
  const { draft } = context
  if (!draft) return 'continue'
  const { library } = context.dependencies
  const kept = draft.items.filter((item) => {
    const { recordIds, computed = [], rendered } = item
    const verdict = rendered
      ? verifyItem(item.text, { spans: spansOfRecords(recordIds, library.records), computed, rendered })
      : verifyTold(item, library)
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
