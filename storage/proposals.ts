import type { IngestProposalsTable, Queryable, UnitOfWork } from './schema.ts'

export type ProposalRow = IngestProposalsTable
/** What a list needs of a proposal: without the records themselves, which are long. */
export type ProposalSummary = Omit<ProposalRow, 'content' | 'old_content' | 'fingerprint'>

const summary = [
  'id',
  'source_id',
  'record_id',
  'name',
  'change',
  'old_published',
  'flags',
  'origin',
  'status',
  'created_at',
  'decided_at',
  'decided_by',
  'reason',
] as const satisfies readonly (keyof ProposalSummary)[]

export interface Decision {
  status: 'approved' | 'rejected'
  at: number
  by: string
  reason?: string
}

export async function findProposal(database: Queryable, id: string): Promise<ProposalRow | undefined> {
  return database.selectFrom('ingest_proposals').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Open proposals, or all; by source, then by the order they were made. */
export async function listProposals(
  database: Queryable,
  { all = false, sourceId }: { all?: boolean; sourceId?: string } = {},
): Promise<ProposalSummary[]> {
  let query = database.selectFrom('ingest_proposals').select(summary)
  if (!all) query = query.where('status', '=', 'open')
  if (sourceId !== undefined) query = query.where('source_id', '=', sourceId)
  return query.orderBy('source_id').orderBy('created_at').orderBy('record_id').orderBy('id').execute()
}

/** `open` or `rejected` where the same proposal already waits or was refused. */
export async function standingOf(database: Queryable, fingerprint: string): Promise<'open' | 'rejected' | undefined> {
  const rows = await database
    .selectFrom('ingest_proposals')
    .select('status')
    .where('fingerprint', '=', fingerprint)
    .where('status', 'in', ['open', 'rejected'])
    .execute()
  if (rows.some(({ status }) => status === 'open')) return 'open'
  return rows.length > 0 ? 'rejected' : undefined
}

/** Sets aside what is still open about these records of a source, except the fingerprint that is to stay. */
export async function supersedeProposals(
  unit: UnitOfWork,
  { sourceId, recordId, keep, at }: { sourceId: string; recordId: string; keep?: string; at: number },
): Promise<number> {
  let query = unit
    .updateTable('ingest_proposals')
    .set({ status: 'superseded', decided_at: at })
    .where('status', '=', 'open')
    .where('source_id', '=', sourceId)
    .where('record_id', '=', recordId)
  if (keep !== undefined) query = query.where('fingerprint', '!=', keep)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

export async function insertProposal(unit: UnitOfWork, row: ProposalRow): Promise<void> {
  await unit.insertInto('ingest_proposals').values(row).execute()
}

/** False when it is no longer open: of two who decide together, one does. */
export async function decideProposal(unit: UnitOfWork, id: string, decision: Decision): Promise<boolean> {
  const { status, at, by, reason = null } = decision
  const result = await unit
    .updateTable('ingest_proposals')
    .set({ status, decided_at: at, decided_by: by, reason })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
