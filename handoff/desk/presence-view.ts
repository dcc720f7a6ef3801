import { countCases } from '../../storage/case-list.ts'
import { allDeskStaff } from '../../storage/desk-staff.ts'
import type { Store } from '../../storage/store.ts'
import { casesWithTyping } from '../../storage/typing-signs.ts'
import { busyStates, openStates } from '../cases/transitions.ts'
import { closesAt, isOpen, nextOpening } from '../hours/hours.ts'
import { presenceOf, TYPING_MS } from '../routing/presence.ts'
import { readSetting } from '../settings/desk-settings.ts'
import type { PresenceList } from './shapes.ts'

/** Everyone who can take cases: there or not, what they look at, how much they hold. Auditors only look. */
export async function viewStaff({ database, clock }: Store): Promise<PresenceList['staff']> {
  const now = clock.now()
  const { awayMinutes } = await readSetting(database, 'limits')
  const [staff, held] = await Promise.all([allDeskStaff(database), countCases(database, busyStates, { awakeAt: now })])
  return staff
    .filter((person) => person.role !== 'auditor')
    .map((person) => {
      const presence = presenceOf(person, now, awayMinutes)
      const load = held.filter(({ owner }) => owner === person.login).reduce((sum, { count }) => sum + count, 0)
      return {
        login: person.login,
        name: person.name,
        role: person.role as PresenceList['staff'][number]['role'],
        presence,
        viewing: presence === 'offline' ? null : person.viewing,
        typing: now - person.typingAt < TYPING_MS,
        load,
        capacity: person.capacity,
        teams: person.teams,
        skills: person.skills,
      }
    })
}

/** A sign of a user is shown for so long; pages send one every few seconds. */
const USER_TYPING_MS = 8_000

const isoOrNull = (instant: number | undefined) => (instant === undefined ? null : new Date(instant).toISOString())

/** Who is there, and whether the desk is open. */
export async function viewPresence(store: Store): Promise<PresenceList> {
  const hours = await readSetting(store.database, 'hours')
  const now = store.clock.now()
  const open = isOpen(hours, now)
  return {
    staff: await viewStaff(store),
    usersTyping: await casesWithTyping(store.database, now - USER_TYPING_MS, openStates),
    open,
    closesAt: isoOrNull(closesAt(hours, now)),
    opensAt: open ? null : isoOrNull(nextOpening(hours, now)),
  }
}

/** Colleagues who have a case on their screen. */
export async function viewersOf(store: Store, caseId: string, except: string) {
  const staff = await viewStaff(store)
  return staff
    .filter((person) => person.viewing === caseId && person.login !== except)
    .map(({ login, name, typing }) => ({ login, name, typing }))
}
