import type { Updateable } from 'kysely'
import type { FaqCandidatesTable, Queryable, UnitOfWork } from './schema.ts'

export type FaqCandidateRow = FaqCandidatesTable

export const findFaqCandidate = (database: Queryable, caseId: string): Promise<FaqCandidateRow | undefined> =>
  database.selectFrom('faq_candidates').selectAll().where('case_id', '=', caseId).executeTakeFirst()

/** The candidates of a status: open ones oldest first, decided ones newest first. */
export const listFaqCandidates = (database: Queryable, status: string, limit: number): Promise<FaqCandidateRow[]> =>
  database
    .selectFrom('faq_candidates')
    .selectAll()
    .where('status', '=', status)
    .orderBy(status === 'open' ? 'opened_at' : 'decided_at', status === 'open' ? 'asc' : 'desc')
    .orderBy('case_id')
    .limit(limit)
    .execute()

/** Keeps a candidate; one that stands open for the case gets the new words, a decided one stays as it is. */
export async function keepFaqCandidate(
  unit: UnitOfWork,
  candidate: Pick<FaqCandidateRow, 'case_id' | 'topic' | 'question' | 'answer' | 'opened_by' | 'opened_at'>,
): Promise<void> {
  const { topic, question, answer } = candidate
  await unit
    .insertInto('faq_candidates')
    .values({ ...candidate, status: 'open', decided_by: null, decided_at: null, note: null })
    .onConflict((conflict) =>
      conflict.column('case_id').doUpdateSet({ topic, question, answer }).where('faq_candidates.status', '=', 'open'),
    )
    .execute()
}

/** Decides on a candidate that is still open; false where somebody was faster. */
export async function decideFaqCandidate(
  unit: UnitOfWork,
  caseId: string,
  changes: Omit<Updateable<FaqCandidatesTable>, 'case_id'>,
): Promise<boolean> {
  const result = await unit
    .updateTable('faq_candidates')
    .set(changes)
    .where('case_id', '=', caseId)
    .where('status', '=', 'open')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
