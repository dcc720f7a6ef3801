import type { MacrosTable, Queryable, UnitOfWork } from './schema.ts'

export type MacroRow = MacrosTable

/** Those used most stand first. */
export const allMacros = (database: Queryable): Promise<MacroRow[]> =>
  database.selectFrom('macros').selectAll().orderBy('uses', 'desc').orderBy('code').execute()

export const findMacro = (database: Queryable, id: string): Promise<MacroRow | undefined> =>
  database.selectFrom('macros').selectAll().where('id', '=', id).executeTakeFirst()

export const macroWithCode = (database: Queryable, code: string): Promise<MacroRow | undefined> =>
  database.selectFrom('macros').selectAll().where('code', '=', code).executeTakeFirst()

/** Writes a new one, or puts this in the place of what it was; how often it was used stays. */
export async function writeMacro(unit: UnitOfWork, row: Omit<MacroRow, 'uses'>): Promise<void> {
  const { id, ...changes } = row
  await unit
    .insertInto('macros')
    .values({ ...row, uses: 0 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
    .execute()
}

export async function deleteMacro(unit: UnitOfWork, id: string): Promise<void> {
  await unit.deleteFrom('macros').where('id', '=', id).execute()
}

export async function countMacroUse(unit: UnitOfWork, id: string): Promise<void> {
  await unit
    .updateTable('macros')
    .set((column) => ({ uses: column('uses', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
