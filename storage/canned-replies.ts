import type { CannedRepliesTable, Queryable, UnitOfWork } from './schema.ts'

export type CannedReplyRow = CannedRepliesTable

/** Those used most stand first. */
export const allCannedReplies = (database: Queryable): Promise<CannedReplyRow[]> =>
  database.selectFrom('canned_replies').selectAll().orderBy('uses', 'desc').orderBy('code').execute()

export const findCannedReply = (database: Queryable, id: string): Promise<CannedReplyRow | undefined> =>
  database.selectFrom('canned_replies').selectAll().where('id', '=', id).executeTakeFirst()

export const cannedReplyWithCode = (database: Queryable, code: string): Promise<CannedReplyRow | undefined> =>
  database.selectFrom('canned_replies').selectAll().where('code', '=', code).executeTakeFirst()

/** Writes a new one, or puts these words in the place of those it had; how often it was used stays. */
export async function writeCannedReply(unit: UnitOfWork, row: Omit<CannedReplyRow, 'uses'>): Promise<void> {
  const { id, ...words } = row
  await unit
    .insertInto('canned_replies')
    .values({ ...row, uses: 0 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(words))
    .execute()
}

export async function deleteCannedReply(unit: UnitOfWork, id: string): Promise<void> {
  await unit.deleteFrom('canned_replies').where('id', '=', id).execute()
}

export async function countUse(unit: UnitOfWork, id: string): Promise<void> {
  await unit
    .updateTable('canned_replies')
    .set((column) => ({ uses: column('uses', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
