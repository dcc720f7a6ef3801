import type { JsonObject } from '../storage/ground/json.ts'
import type { Citation, Effect, Outcome, Reply } from './outcome.ts'

/** What one turn of the consultant needs. */
export interface TurnInput {
  /** The user's words as they came. */
  text: string
  /** The moment of the question, milliseconds since the epoch: states and days are computed from it. */
  now: number
  /** What the consultant wrote at the end of the previous turn; `undefined` at the start of a conversation. */
  state: JsonObject | undefined
  /** Ends the turn early: the deadline of the lane. */
  signal?: AbortSignal
}

/** Why the answer is what it is, for staff and for `--json`. */
export interface Trail {
  intent: string
  facet: string | null
  records: string[]
  passages: { recordId: string; facet: string; score: number }[]
  ledger: { checked: number; dropped: string[] }
}

export interface TurnResult {
  outcome: Outcome
  reply: Reply
  effects: Effect[]
  /** To be kept with the conversation and given back on its next turn. */
  state: JsonObject
  /** To be stored in the place of the user's words, where they are better not kept even masked. */
  kept?: string
  trail: Trail
}

/** The consultant: one turn in, one outcome out. Knows no HTTP, no channel, no SQL. Never throws for an expected end. */
export interface Consultant {
  turn(input: TurnInput): Promise<TurnResult>
  /** The first words of a conversation. */
  greeting(): Reply
}

export type { Citation, Effect, Outcome, Reply }
