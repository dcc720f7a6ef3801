import type { SuggestionVerdictsTable, UnitOfWork } from './schema.ts'

/** Keeps what a member of staff made of a proposed answer. */
export async function appendSuggestionVerdict(unit: UnitOfWork, row: SuggestionVerdictsTable): Promise<void> {
  await unit.insertInto('suggestion_verdicts').values(row).execute()
}
