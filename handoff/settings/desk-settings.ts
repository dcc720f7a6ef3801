import { type DeskSettingRow, readDeskSetting, writeDeskSetting } from '../../storage/desk-settings.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import { type DeskSettings, type SettingName, settingShapes } from './shapes.ts'

/** The setting as it stands; the defaults where it was never edited, or where a newer release wrote what we cannot read. */
export async function readSetting<Name extends SettingName>(
  database: Queryable,
  name: Name,
): Promise<DeskSettings[Name]> {
  const row = await readDeskSetting(database, name)
  return parse(name, row)
}

function parse<Name extends SettingName>(name: Name, row: DeskSettingRow | undefined): DeskSettings[Name] {
  const shape = settingShapes[name]
  const stored = shape.safeParse(row === undefined ? {} : JSON.parse(row.value))
  return (stored.success ? stored.data : shape.parse({})) as DeskSettings[Name]
}

/** The setting with who changed it last, and why. */
export async function readSettingWithAuthor<Name extends SettingName>(database: Queryable, name: Name) {
  const row = await readDeskSetting(database, name)
  return {
    value: parse(name, row),
    version: row?.version ?? 0,
    changedBy: row?.changed_by ?? null,
    changedAt: row?.changed_at ?? null,
    reason: row?.reason ?? null,
  }
}

/**
 * Writes a setting, in the transaction at hand. `version` is the one that the editor saw: `conflict` when somebody
 * saved another in between.
 */
export async function writeSetting<Name extends SettingName>(
  unit: UnitOfWork,
  change: {
    name: Name
    value: DeskSettings[Name]
    by: string
    at: number
    reason?: string | undefined
    version?: number | undefined
  },
): Promise<void> {
  const present = await readDeskSetting(unit, change.name)
  if (change.version !== undefined && change.version !== (present?.version ?? 0)) {
    throw new AppError('conflict', `setting ${change.name} moved`, {
      publicText: 'ほかの人が先に設定を変えました。画面を更新して、もう一度編集してください。',
    })
  }
  await writeDeskSetting(unit, {
    name: change.name,
    value: JSON.stringify(change.value),
    reason: change.reason ?? null,
    changed_by: change.by,
    changed_at: change.at,
  })
}
