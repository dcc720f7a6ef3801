import { eventsOfCase } from '../../../storage/case-events.ts'
import { findCase } from '../../../storage/cases.ts'
import { createPostgresPlace } from '../../support/postgres.ts'
import { openServedDesk } from './served-desk.ts'

export interface ClaimReport {
  races: number
  /** Rounds with exactly one winner whose rival was told that very name. */
  right: number
  wins: Record<string, number>
  faults: string[]
}

/** Cases that are opened before they are raced for: the servers take users' words as they come. */
const BATCH = 25

const people = [
  { login: 'yamada', name: '山田' },
  { login: 'sato', name: '佐藤' },
] as const

/**
 * Two members of staff, each logged in at a real server (`main.ts serve`) of their own over one PostgreSQL, press
 * 「担当する」 of the same case over HTTP at the same moment. One must have it, in their answer, in the row and in the
 * journal; the other must be told their name.
 */
export async function raceForCases(races: number, onProgress?: (done: number) => void): Promise<ClaimReport> {
  const desk = await openServedDesk(createPostgresPlace, people)
  const { database } = desk.store
  const report: ClaimReport = { races, right: 0, wins: {}, faults: [] }

  async function race(id: string, round: number): Promise<void> {
    // Who presses a hair earlier takes turns.
    const staff = round % 2 === 0 ? desk.staff : [...desk.staff].reverse()
    const pressed = await Promise.all(staff.map((person) => person.post(`cases/${id}/claim`)))
    const winners = staff.filter((_, index) => pressed[index]?.status === 200)
    const owner = (await findCase(database, id))?.owner
    const claims = (await eventsOfCase(database, id)).filter(({ type }) => type === 'claimed')
    const [winner] = winners
    const told = pressed.find(({ status }) => status === 409)?.body.error
    const isRight =
      winner !== undefined &&
      winners.length === 1 &&
      winner.login === owner &&
      claims.length === 1 &&
      claims[0]?.actor === owner &&
      told?.ownerLogin === owner &&
      String(told?.message).includes(winner.name)
    if (isRight) {
      report.right += 1
      report.wins[winner.login] = (report.wins[winner.login] ?? 0) + 1
    } else {
      report.faults.push(JSON.stringify({ pressed, owner, claims: claims.map(({ actor }) => actor) }))
    }
  }
  try {
    for (let done = 0; done < races; done += BATCH) {
      const keys: string[] = []
      while (keys.length < Math.min(BATCH, races - done)) keys.push(await desk.visit())
      for (const key of keys) await desk.say(key, '相談員と話したい')
      for (const [index, key] of keys.entries()) await race(await desk.caseOf(key, 'QUEUED'), done + index)
      onProgress?.(done + keys.length)
    }
  } finally {
    await desk.close()
  }
  return report
}
