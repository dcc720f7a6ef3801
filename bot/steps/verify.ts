import { spansOfRecords } from '../ledger/record-evidence.ts'
import { verifyItem } from '../ledger/verify.ts'
import { verifyTold } from '../ledger/verify-told.ts'
import type { AnswerItem, DraftCard, StepResult, TurnContext } from '../turn-context.ts'

/**
 * The ledger: every figure of an item stands in a record the item draws on, or the item is dropped. So it is with the
 * rows of cards; a card whose line of the list was dropped goes with it.
 */
export function verify(context: TurnContext): StepResult {
  const { draft } = context
  if (!draft) return 'continue'
  const { library } = context.dependencies
  const isSupported = (item: AnswerItem): boolean => {
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
  }
  const checked = (card: DraftCard): DraftCard => ({ ...card, rows: card.rows.filter(({ item }) => isSupported(item)) })
  const dropped = draft.items.filter((item) => !isSupported(item))
  draft.items = draft.items.filter((item) => !dropped.includes(item))
  const { card, cards } = draft
  if (card) draft.card = checked(card)
  if (cards) {
    const lost = new Set(dropped.map(({ cardOf }) => cardOf))
    draft.cards = cards.filter(({ recordId }) => !lost.has(recordId)).map(checked)
  }
  return 'continue'
}
