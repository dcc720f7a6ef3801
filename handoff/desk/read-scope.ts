import { type CaseScope, casesInScope } from '../../storage/case-scope.ts'
import { findCase } from '../../storage/cases.ts'
import { findDeskStaff } from '../../storage/desk-staff.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Queryable } from '../../storage/schema.ts'
import { allTeams } from '../../storage/teams.ts'
import type { Actor } from '../cases/desk-context.ts'
import { readSetting } from '../settings/desk-settings.ts'

/** The names of the teams of a member of staff. */
export async function teamsOf(database: Queryable, login: string): Promise<string[]> {
  const ids = (await findDeskStaff(database, login))?.teams ?? []
  return (await allTeams(database)).filter((team) => ids.includes(team.id)).map((team) => team.name)
}

/** What this person may read: everything, unless the office keeps advisers to the cases of their own teams. */
export async function readScopeOf(database: Queryable, actor: Actor): Promise<CaseScope | undefined> {
  if (actor.role !== 'responder') return undefined
  const { ownTeamsOnly } = await readSetting(database, 'reading')
  return ownTeamsOnly ? { login: actor.login, teams: await teamsOf(database, actor.login) } : undefined
}

/** Throws `forbidden` where the case belongs to a team that this person may not read of; unknown cases are let through. */
export async function requireInScope(database: Queryable, actor: Actor, caseId: string): Promise<void> {
  const scope = await readScopeOf(database, actor)
  if (scope === undefined || (await casesInScope(database, [caseId], scope)).has(caseId)) return
  if ((await findCase(database, caseId)) !== undefined) throw outOfScope()
}

export const outOfScope = (): AppError =>
  new AppError('forbidden', 'a case of another team', {
    publicText: 'ほかの班の相談のため、開けません。必要なときは、主任に引き継ぎを頼んでください。',
  })
