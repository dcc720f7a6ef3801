import type { CaseRow } from '../../storage/cases.ts'
import type { DeskStaff } from '../../storage/desk-staff.ts'
import type { Team } from '../../storage/teams.ts'
import { excludedFrom } from '../cases/re-queue.ts'

export interface RoutingSituation {
  /** Everyone with an account, there or not: who belongs to a team at all. */
  everyone: readonly DeskStaff[]
  /** Logins of those who take cases now. */
  present: ReadonlySet<string>
  /** Cases that each holds and has to do something for. */
  load: ReadonlyMap<string, number>
  teams: readonly Team[]
  /** True once the case has waited so long that anybody will do. */
  overdue: boolean
}

/**
 * Who gets a waiting case: somebody of its team who is there and has room, the adviser of last time before all others,
 * then who knows the topic, then whose turn it is. A team without members is everybody's. Who left the case unanswered
 * is not asked again, and other teams are, once it has waited too long. Undefined where nobody can take it now.
 */
export function chooseAdviser(row: CaseRow, situation: RoutingSituation): string | undefined {
  const { everyone, present, load, teams, overdue } = situation
  const excluded = overdue ? [] : excludedFrom(row)
  const free = everyone.filter(
    (person) =>
      present.has(person.login) && (load.get(person.login) ?? 0) < person.capacity && !excluded.includes(person.login),
  )
  if (free.some((person) => person.login === row.prefers)) return row.prefers ?? undefined
  const team = teams.find(({ name }) => name === row.team)
  const members = team === undefined ? [] : everyone.filter((person) => person.teams.includes(team.id))
  const able = members.length === 0 || overdue ? free : free.filter((person) => members.includes(person))
  const rank = (person: DeskStaff) => [
    members.includes(person) ? 0 : 1,
    person.skills.includes(row.topic) ? 0 : 1,
    person.assignedAt,
  ]
  const [first] = [...able].sort((one, other) => compare(rank(one), rank(other)))
  return first?.login
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((value, place) => value !== other[place])
  return index === -1 ? 0 : (one[index] ?? 0) - (other[index] ?? 0)
}
