import { leavesOpen } from '../../bot/outcome.ts'
import type { CaseFact, TurnFact } from '../../storage/figure-facts.ts'
import { DAY_MS, type Facts } from './facts.ts'

/** What was said by the bot of the library's own knowledge; greetings and menus are no answer to a question. */
export const isAnswer = ({ outcome, reason }: TurnFact): boolean =>
  outcome === 'answered' && (reason === 'record' || reason === 'list' || reason === 'state')

/** A turn in which something was asked, answered or not: greetings, thanks, menus, starting over and abuse are left out. */
export const isQuestion = (turn: TurnFact): boolean =>
  turn.outcome === 'answered'
    ? isAnswer(turn) || leavesOpen(turn)
    : !(turn.outcome === 'declined' && turn.reason === 'abuse')

/** Somebody of staff wrote to the user, or wrote a consultation record of it. */
export const wasHandled = (facts: Facts, row: CaseFact): boolean =>
  row.first_reply_at !== null || facts.records.has(row.id)

/** The day in Japan, counted from 1970 as `TalkFact` counts it: a name for each of a year's turns takes long to write. */
const dayOf = (at: number): number => Math.floor((at + 9 * 3_600_000) / DAY_MS)

/** The days on which a conversation got answers of the bot. */
export interface BotConsultation {
  conversationId: string
  day: number
  first: number
  last: number
}

export function botConsultations({ turns }: Facts): BotConsultation[] {
  const talks = new Map<string, BotConsultation>()
  for (const turn of turns) {
    if (!isAnswer(turn)) continue
    const day = dayOf(turn.at)
    const key = `${turn.conversationId} ${day}`
    const talk = talks.get(key)
    if (talk) talk.last = turn.at
    else talks.set(key, { conversationId: turn.conversationId, day, first: turn.at, last: turn.at })
  }
  return [...talks.values()]
}

/** Those that staff had no part in on the same day: a consultation is counted once. */
export function botOnly(facts: Facts): BotConsultation[] {
  const handled = new Set(
    facts.cases.filter((row) => wasHandled(facts, row)).map((row) => `${row.conversation_id} ${dayOf(row.opened_at)}`),
  )
  return botConsultations(facts).filter(({ conversationId, day }) => !handled.has(`${conversationId} ${day}`))
}

/** Whether the bot's answers were enough: nobody asked for a person, was offered one or voted it down within a day. */
export function resolvedByBot(facts: Facts): { resolved: number; all: number } {
  const byConversation = Map.groupBy(facts.casesAndAfter, (row) => row.conversation_id)
  const talks = botConsultations(facts)
  const resolved = talks.filter(
    ({ conversationId, first, last }) =>
      !(byConversation.get(conversationId) ?? []).some(
        (row) => row.opened_at >= first && row.opened_at <= last + DAY_MS,
      ),
  )
  return { resolved: resolved.length, all: talks.length }
}

/** The days on which somebody wrote, and those of them on which the bot answered in whatever way. */
export function involvement({ talks, turns }: Facts): { involved: number; all: number } {
  const answered = new Set(turns.map((turn) => `${turn.conversationId} ${dayOf(turn.at)}`))
  const involved = talks.filter(({ conversationId, day }) => answered.has(`${conversationId} ${day}`))
  return { involved: involved.length, all: talks.length }
}

/** Days of a conversation with a question, and those of them whose last one got no answer, with nobody asked for since. */
export function leftWithoutAnswer(facts: Facts): { left: number; all: number } {
  const byDay = Map.groupBy(facts.turns.filter(isQuestion), (turn) => `${turn.conversationId} ${dayOf(turn.at)}`)
  const wishes = Map.groupBy(facts.cases, (row) => row.conversation_id)
  const left = [...byDay.values()].filter((turns) => {
    const last = turns.at(-1)
    if (last === undefined || isAnswer(last) || last.outcome === 'handoff') return false
    return !(wishes.get(last.conversationId) ?? []).some(
      (row) => row.opened_at >= last.at && row.opened_at <= last.at + DAY_MS,
    )
  })
  return { left: left.length, all: byDay.size }
}
