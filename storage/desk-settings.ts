import { keptQuery } from './kept-query.ts'
import type { DeskSettingsTable, Queryable, UnitOfWork } from './schema.ts'

export type DeskSettingRow = DeskSettingsTable

const byName = keptQuery((db, { name }: { name: string }) =>
  db.selectFrom('desk_settings').selectAll().where('name', '=', name),
)

export async function readDeskSetting(database: Queryable, name: string): Promise<DeskSettingRow | undefined> {
  return (await byName(database, { name })).rows[0]
}

export async function writeDeskSetting(
  unit: UnitOfWork,
  row: Omit<DeskSettingRow, 'version'>,
): Promise<DeskSettingRow> {
  return unit
    .insertInto('desk_settings')
    .values({ ...row, version: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((column) => ({
        value: row.value,
        reason: row.reason,
        changed_by: row.changed_by,
        changed_at: row.changed_at,
        version: column('desk_settings.version', '+', 1),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}
