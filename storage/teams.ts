import { sql } from 'kysely'
import type { Queryable, TeamsTable, UnitOfWork } from './schema.ts'

export interface Team {
  id: string
  name: string
  topics: string[]
}

const toTeam = (row: TeamsTable): Team => ({ id: row.id, name: row.name, topics: JSON.parse(row.topics) as string[] })

/** In the order in which they are shown. */
export async function allTeams(database: Queryable): Promise<Team[]> {
  const rows = await database.selectFrom('teams').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(toTeam)
}

/**
 * Puts these in the place of all teams there were. Cases carry the name of their team: they follow it, and are of no team
 * where it is gone.
 */
export async function replaceTeams(unit: UnitOfWork, teams: readonly Team[]): Promise<void> {
  await followNames(unit, await allTeams(unit), teams)
  await unit.deleteFrom('teams').execute()
  if (teams.length === 0) return
  await unit
    .insertInto('teams')
    .values(teams.map(({ id, name, topics }, position) => ({ id, name, topics: JSON.stringify(topics), position })))
    .execute()
}

/** All in one statement, for two teams may change names with each other. */
async function followNames(unit: UnitOfWork, before: readonly Team[], after: readonly Team[]): Promise<void> {
  const nameNow = new Map(after.map(({ id, name }) => [id, name]))
  const moved = before.filter(({ id, name }) => nameNow.get(id) !== name)
  if (moved.length === 0) return
  const cases = moved.map(({ id, name }) => sql`when ${name} then ${nameNow.get(id) ?? null}`)
  await unit
    .updateTable('cases')
    .set({ team: sql<string | null>`case team ${sql.join(cases, sql` `)} end` })
    .where(
      'team',
      'in',
      moved.map(({ name }) => name),
    )
    .execute()
}
