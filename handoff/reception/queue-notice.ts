import { caseTopics } from '../../bot/outcome.ts'
import { type CaseRow, placeInQueue } from '../../storage/cases.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { closesAt, isOpen, nextOpening } from '../hours/hours.ts'
import { momentWords, weekWords } from '../hours/hours-words.ts'
import { expectedWait } from '../routing/expected-wait.ts'
import { presentStaff } from '../routing/presence.ts'
import { readSetting } from '../settings/desk-settings.ts'
import type { Hours } from '../settings/shapes.ts'
import { queueTexts, texts, wordsThatDecline, wordsThatReachBot } from '../texts.ts'

export interface Notice {
  text: string
  suggestions: string[]
}

/** A topic that says nothing of who should answer. */
const unknownTopic = 'その他'

const lines = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined).join('\n')

/** The next opening in words; undefined where there is none to name. */
export function openingWords(hours: Hours, now: number): string | undefined {
  const opening = nextOpening(hours, now)
  return opening === undefined ? undefined : momentWords(opening, now)
}

function hoursLine(hours: Hours, now: number): string {
  if (hours.weekly === null) return queueTexts.noHours
  const closing = closesAt(hours, now)
  return closing === undefined
    ? queueTexts.hours(weekWords(hours))
    : queueTexts.hoursUntil(momentWords(closing, now).replace(/^.*の/, ''))
}

/**
 * What the system says to who is handed over: that it happened, the hours, how long it takes, what not to write, and
 * the topic to be chosen by one tap. Chosen by the case as the transaction at hand leaves it.
 */
export async function queueNotice(unit: UnitOfWork, row: CaseRow, now: number): Promise<Notice> {
  const hours = await readSetting(unit, 'hours')
  const topics = row.topic === unknownTopic ? [...caseTopics] : []
  if (row.state === 'AFTER_HOURS') {
    const opening = openingWords(hours, now)
    const received = opening === undefined ? queueTexts.afterHoursUnknown : queueTexts.afterHours(opening)
    return {
      text: lines([received, queueTexts.privacy, queueTexts.afterHoursMeanwhile]),
      suggestions: [...topics, wordsThatReachBot],
    }
  }
  const wait = row.owner === null ? await expectedWait(unit, hours, now) : undefined
  const present = await presentStaff(unit, now)
  const somebody = present.length > 0 || row.owner !== null
  return {
    text: lines([
      somebody ? queueTexts.connecting : queueTexts.nobodyThere,
      hoursLine(hours, now),
      somebody && wait ? queueTexts.wait(await placeInQueue(unit, row), wait) : undefined,
      queueTexts.privacy,
      topics.length > 0 ? queueTexts.topics : undefined,
      queueTexts.meanwhile,
    ]),
    suggestions: [...topics, wordsThatReachBot],
  }
}

/** What stands below an answer that did not help: a person, with the hours, the wait and the topic to tap. */
export async function offerNotice(unit: UnitOfWork, now: number, lead?: string): Promise<Notice> {
  const hours = await readSetting(unit, 'hours')
  const open = isOpen(hours, now)
  const opening = open ? undefined : openingWords(hours, now)
  const wait = open ? await expectedWait(unit, hours, now) : undefined
  return {
    text: lines([
      lead,
      queueTexts.topicsOfOffer,
      opening === undefined ? hoursLine(hours, now) : queueTexts.offerAfterHours(opening),
      wait === undefined ? undefined : queueTexts.offerWait(wait),
      queueTexts.privacy,
    ]),
    suggestions: [...caseTopics, wordsThatDecline],
  }
}

/** What is said to who asks again for the person they are waiting for already: how the waiting stands, nothing else. */
export async function standingNotice(unit: UnitOfWork, row: CaseRow, now: number): Promise<Notice> {
  const suggestions = [wordsThatReachBot]
  const hours = await readSetting(unit, 'hours')
  if (row.state === 'AFTER_HOURS') {
    const opening = openingWords(hours, now)
    return { text: opening ? queueTexts.afterHoursAgain(opening) : queueTexts.afterHoursUnknown, suggestions }
  }
  if (row.owner !== null) return { text: texts.beingRead, suggestions }
  const place = await placeInQueue(unit, row)
  const wait = await expectedWait(unit, hours, now)
  return { text: lines([texts.place(place), wait && queueTexts.offerWait(wait)]), suggestions }
}
