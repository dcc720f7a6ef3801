import type { ConsultationRecordsTable, ConsultationResultsTable, Queryable, UnitOfWork } from './schema.ts'

export type ConsultationRecordRow = ConsultationRecordsTable
export type ConsultationResultRow = ConsultationResultsTable

export interface ConsultationRecord {
  row: ConsultationRecordRow
  results: ConsultationResultRow[]
}

/** What staff wrote down of a case, its results in their order. */
export async function findRecord(database: Queryable, caseId: string): Promise<ConsultationRecord | undefined> {
  const row = await database
    .selectFrom('consultation_records')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const results = await database
    .selectFrom('consultation_results')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute()
  return { row, results }
}

/** The summaries that staff wrote of these cases, by case. */
export async function summariesOf(database: Queryable, caseIds: readonly string[]): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('consultation_records')
    .select(['case_id', 'summary'])
    .where('case_id', 'in', [...caseIds])
    .execute()
  return new Map(rows.map((row) => [row.case_id, row.summary]))
}

/** Writes a record whole, in the place of what stood there. The caller has locked the case and looked at the version. */
export async function writeRecord(unit: UnitOfWork, { row, results }: ConsultationRecord): Promise<void> {
  await unit
    .insertInto('consultation_records')
    .values(row)
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row))
    .execute()
  await unit.deleteFrom('consultation_results').where('case_id', '=', row.case_id).execute()
  if (results.length > 0) await unit.insertInto('consultation_results').values(results).execute()
}
