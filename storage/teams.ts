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

/** Puts these in the place of all teams there were. */
export async function replaceTeams(unit: UnitOfWork, teams: readonly Team[]): Promise<void> {
  await unit.deleteFrom('teams').execute()
  if (teams.length === 0) return
  await unit
    .insertInto('teams')
    .values(teams.map(({ id, name, topics }, position) => ({ id, name, topics: JSON.stringify(topics), position })))
    .execute()
}
