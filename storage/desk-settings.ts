import type { DeskSettingsTable, Queryable, UnitOfWork } from './schema.ts'

export type DeskSettingRow = DeskSettingsTable

export async function readDeskSetting(database: Queryable, name: string): Promise<DeskSettingRow | undefined> {
  return database.selectFrom('desk_settings').selectAll().where('name', '=', name).executeTakeFirst()
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
