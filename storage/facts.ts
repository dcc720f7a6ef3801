import type { Queryable, UnitOfWork } from './schema.ts'
import type { Store } from './store.ts'

/** Small facts of the installation: `setup_token_hash`, `signing_key` … */
export async function readFact(db: Queryable, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

export async function writeFact(unit: UnitOfWork, name: string, value: string): Promise<void> {
  await unit
    .insertInto('facts')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

/** Where answers to a conversation of Azure Bot Service go: its user's id stands in it, so it goes with an erasure. */
export const referenceFact = (conversationKey: string): string => `botframework_reference:${conversationKey}`

/** The fact, made once: of two processes that start together, both read what the first one made. */
export async function readOrCreateFact(store: Store, name: string, create: () => string): Promise<string> {
  const present = await readFact(store.database, name)
  if (present !== undefined) return present
  const made = create()
  return store.transaction(async (unit) => {
    await unit
      .insertInto('facts')
      .values({ name, value: made })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    return (await readFact(unit, name)) ?? made
  })
}

/** Reads and deletes: of two who ask together, one gets it. */
export async function takeFact(unit: UnitOfWork, name: string): Promise<string | undefined> {
  const row = await unit.deleteFrom('facts').where('name', '=', name).returning('value').executeTakeFirst()
  return row?.value
}
