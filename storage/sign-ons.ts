import type { SignOnsTable, UnitOfWork } from './schema.ts'

export type SignOnRow = SignOnsTable

/** Sign-ons under way at most; a flood of beginnings pushes the oldest out. */
const MOST = 5_000

/** Keeps a sign-on until its browser comes back, and clears those that are too late. */
export async function insertSignOn(unit: UnitOfWork, row: SignOnRow, now: number): Promise<void> {
  await unit.deleteFrom('sign_ons').where('expires_at', '<=', now).execute()
  const oldest = await unit
    .selectFrom('sign_ons')
    .select('expires_at')
    .orderBy('expires_at', 'desc')
    .offset(MOST - 1)
    .limit(1)
    .executeTakeFirst()
  if (oldest) await unit.deleteFrom('sign_ons').where('expires_at', '<=', oldest.expires_at).execute()
  await unit.insertInto('sign_ons').values(row).execute()
}

/** Reads and deletes: a way back is good once. */
export async function takeSignOn(unit: UnitOfWork, id: string): Promise<SignOnRow | undefined> {
  return unit.deleteFrom('sign_ons').where('id', '=', id).returningAll().executeTakeFirst()
}
