import type { CaseFact, EventFact } from '../../storage/figure-facts.ts'
import { openTimeBetween } from '../hours/hours.ts'
import type { Facts } from './facts.ts'

/** Time between two moments, in milliseconds: of the desk's opening hours, or of the calendar. */
export type Clock = (from: number, to: number) => number
export const clockNames = ['open', 'calendar'] as const
export type ClockName = (typeof clockNames)[number]

/** A clock for one report: the same span is asked for by several figures and is counted once. */
export function clockOf(facts: Facts, name: ClockName): Clock {
  if (name === 'calendar') return (from, to) => Math.max(0, to - from)
  const known = new Map<string, number>()
  return (from, to) => {
    const key = `${from} ${to}`
    const length = known.get(key) ?? openTimeBetween(facts.hours, from, to)
    known.set(key, length)
    return length
  }
}

const ended = new Set(['ended-talk', 'ended', 'resolved', 'expired'])
const notStaff = new Set(['user', 'bot', 'system'])
const isStaffReply = (event: EventFact): boolean => event.type === 'message' && !notStaff.has(event.actor)

/** When somebody began to wait: an offer only counts from the moment it was taken up. */
function waitingFrom(row: CaseFact, events: readonly EventFact[]): number {
  return events.find((event) => event.type === 'accepted-offer')?.at ?? row.opened_at
}

interface Span {
  from: number
  to: number
}
type SpansOf = (row: CaseFact, events: readonly EventFact[]) => Span[]

const until = (row: CaseFact, events: readonly EventFact[], to: number | undefined | null): Span[] =>
  to === undefined || to === null ? [] : [{ from: waitingFrom(row, events), to }]

/** A person has the case from here on: claimed, given by the house, taken over while it waited, or passed to them. */
const isTaken = (event: EventFact): boolean =>
  event.from_state !== null && event.to_state === 'ASSIGNED' && event.owner !== null

/** From the wish for a person to the first who takes the case, by hand or by the house. */
export const toClaim: SpansOf = (row, events) => until(row, events, events.find(isTaken)?.at)

/** From the wish for a person to the first words of one. */
export const toFirstReply: SpansOf = (row, events) => until(row, events, row.first_reply_at)

/** From each first unanswered word of the user, after the first reply, to the words of staff that follow. */
export const toNextReplies: SpansOf = (_row, events) => {
  const spans: Span[] = []
  let replied = false
  let asked: number | undefined
  for (const event of events) {
    if (isStaffReply(event)) {
      if (asked !== undefined) spans.push({ from: asked, to: event.at })
      asked = undefined
      replied = true
    } else if (replied && event.type === 'message' && event.actor === 'user') asked ??= event.at
    else if (ended.has(event.type)) asked = undefined
  }
  return spans
}

/** From the wish for a person to the end of the talk; what is written up afterwards is not the user's time. */
export const toEnd: SpansOf = (row, events) =>
  row.state !== 'RESOLVED' && row.state !== 'WRAP_UP'
    ? []
    : until(row, events, events.findLast((event) => ended.has(event.type) && event.from_state !== 'WRAP_UP')?.at)

/** The lengths of such spans over all cases of the period, in milliseconds. */
export const lengthsOf = (facts: Facts, spansOf: SpansOf, clock: Clock, cases = facts.cases): number[] =>
  cases.flatMap((row) => spansOf(row, facts.events.get(row.id) ?? []).map(({ from, to }) => clock(from, to)))
