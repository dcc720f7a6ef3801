import type { CaseRow } from '../../storage/cases.ts'
import { summariesOf } from '../../storage/consultation-records.ts'
import type { Queryable } from '../../storage/schema.ts'
import { handOverOf } from './hand-over.ts'
import type { CaseDetail, DeskMessage } from './shapes.ts'
import { viewPastCase } from './views.ts'

/** Of older ones only the row is told. */
const WITH_NEED = 10

/** Former cases of the same person, newest first: what each was about, and what came of it. */
export async function viewPastCases(
  database: Queryable,
  cases: readonly CaseRow[],
  messages: readonly DeskMessage[],
  trail: CaseDetail['trail'],
): Promise<CaseDetail['pastCases']> {
  const summaries = await summariesOf(
    database,
    cases.map(({ id }) => id),
  )
  const shown = new Set(messages.map(({ caseId }) => caseId))
  return cases.map((row, index) =>
    viewPastCase(row, {
      // One whose words are erased, or too long ago to be shown, has none to tell.
      need: index < WITH_NEED && shown.has(row.id) ? (handOverOf(row.id, messages, trail).need?.text ?? null) : null,
      outcome: row.outcome ?? (summaries.get(row.id) || null),
    }),
  )
}
