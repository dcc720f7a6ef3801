import { countCases } from '../../storage/case-list.ts'
import { type CaseRow, findCase, lockConversation, oldestWaiting } from '../../storage/cases.ts'
import { allDeskStaff, updateDeskStaff } from '../../storage/desk-staff.ts'
import { writeFact } from '../../storage/facts.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import type { Store } from '../../storage/store.ts'
import { allTeams } from '../../storage/teams.ts'
import { changeCase } from '../cases/change-case.ts'
import { busyStates } from '../cases/transitions.ts'
import { openTimeBetween } from '../hours/hours.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { chooseAdviser, type RoutingSituation } from './choose-adviser.ts'
import { presentStaff } from './presence.ts'

/** Cases looked at in one go. */
const QUEUE = 100

export interface Assignment {
  caseId: string
  login: string
}

async function situationOf(database: Queryable, now: number): Promise<Omit<RoutingSituation, 'overdue'> | undefined> {
  const present = await presentStaff(database, now)
  if (present.length === 0) return undefined
  const load = new Map<string, number>()
  for (const { owner, count } of await countCases(database, busyStates, { awakeAt: now })) {
    if (owner !== null) load.set(owner, (load.get(owner) ?? 0) + count)
  }
  return {
    everyone: await allDeskStaff(database),
    present: new Set(present.map(({ login }) => login)),
    load,
    teams: await allTeams(database),
  }
}

async function chooseFor(
  database: Queryable,
  row: CaseRow,
  situation: Omit<RoutingSituation, 'overdue'>,
  now: number,
): Promise<string | undefined> {
  const hours = await readSetting(database, 'hours')
  const { waitMinutes } = await readSetting(database, 'limits')
  const overdue = openTimeBetween(hours, row.waiting_since, now) >= waitMinutes * 60_000
  return chooseAdviser(row, { ...situation, overdue })
}

/** The first waiting case that somebody who is there can take; a read, repeated by every look at the queue. */
export async function nextAssignment(store: Store): Promise<Assignment | undefined> {
  const { database, clock } = store
  const now = clock.now()
  const queue = await oldestWaiting(database, QUEUE)
  if (queue.length === 0) return undefined
  const situation = await situationOf(database, now)
  if (situation === undefined) return undefined
  for (const row of queue) {
    const login = await chooseFor(database, row, situation, now)
    if (login !== undefined) return { caseId: row.id, login }
  }
  return undefined
}

/**
 * Gives a waiting case to an adviser. Chosen anew inside the transaction, one assignment at a time in the whole house,
 * so that two servers never count the same free place, nor give one turn of the round twice.
 */
export async function assignCase(store: Store, { caseId }: Assignment): Promise<boolean> {
  const assigned = await store.transaction(async (unit: UnitOfWork) => {
    const now = store.clock.now()
    await writeFact(unit, 'routing_turn', String(now))
    const known = await findCase(unit, caseId)
    if (known === undefined) return false
    await lockConversation(unit, known.conversation_id)
    const row = await findCase(unit, caseId)
    const situation = await situationOf(unit, now)
    if (row?.state !== 'QUEUED' || situation === undefined) return false
    const login = await chooseFor(unit, row, situation, now)
    if (login === undefined) return false
    await updateDeskStaff(unit, login, { assigned_at: now })
    await changeCase(unit, row, {
      action: 'assign',
      actor: 'system',
      at: now,
      reason: `to:${login}`,
      changes: { owner: login, claimed_at: now, transfer_from: null, pushed_at: now },
    })
    return true
  })
  store.notify('desk')
  return assigned
}
