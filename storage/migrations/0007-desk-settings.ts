import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** In the policy paper's order of expertise; the operator renames, adds and empties them at the desk. */
const firstTeams: readonly [id: string, name: string, topics: readonly string[]][] = [
  ['tech', '技術・DX', ['共同研究', '設備']],
  ['business', '経営', ['創業']],
  ['ip', '知財', ['知財']],
  ['grants', '補助金申請', ['補助金', 'バウチャー']],
]

/** Who works on what, who is there, what the desk is set to, and what staff are told outside of it. */
export async function deskSettings(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('teams')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .execute()
  await transaction
    .insertInto('teams')
    .values(firstTeams.map(([id, name, topics], position) => ({ id, name, topics: JSON.stringify(topics), position })))
    .execute()

  await schema
    .createTable('desk_staff')
    .addColumn('login', 'text', (column) => column.primaryKey())
    .addColumn('capacity', 'integer', (column) => column.notNull())
    .addColumn('teams', 'text', (column) => column.notNull())
    .addColumn('skills', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('active_at', 'bigint', (column) => column.notNull())
    .addColumn('viewing', 'text')
    .addColumn('typing_at', 'bigint', (column) => column.notNull())
    .addColumn('assigned_at', 'bigint', (column) => column.notNull())
    .execute()

  await schema
    .createTable('desk_settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()

  await schema
    .createTable('alerts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('case_id', 'text')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('available_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('last_error', 'text')
    .execute()
  await schema.createIndex('alerts_waiting').on('alerts').columns(['status', 'available_at']).execute()
}
