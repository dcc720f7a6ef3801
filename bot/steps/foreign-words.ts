import { foreignSummary } from '../compose/foreign-summary.ts'
import { say } from '../compose/say.ts'
import { foreignTexts } from '../foreign-texts.ts'
import type { AnswerItem, StepResult, TurnContext } from '../turn-context.ts'

const MOST_TOLD = 3

/** Puts what typed data can say in the user's language before the Japanese answer; the ledger checks it like the rest. */
export function foreignWords(context: TurnContext): StepResult {
  const { language, draft } = context
  if (!language || !draft) return 'continue'
  const told = () => {
    const records = draft.cites
      .map((id) => context.dependencies.library.records.get(id))
      .filter((record) => record !== undefined)
      .slice(0, MOST_TOLD)
    return [say(foreignTexts.lead[language]), ...records.map((record) => foreignSummary(record, language, context))]
  }
  const { outcome } = draft.outcome
  const before: AnswerItem[] =
    outcome === 'answered'
      ? told()
      : outcome === 'unanswerable'
        ? [say(foreignTexts.nothing[language])]
        : outcome === 'error'
          ? []
          : [say(foreignTexts[outcome][language])]
  draft.items = [...before, ...draft.items]
  return 'continue'
}
