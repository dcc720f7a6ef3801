import type { JsonObject } from '../storage/ground/json.ts'
import type { CaseTopic, Citation, Effect, Outcome, Reply } from './outcome.ts'
import type { Summarise } from './summary.ts'

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
  /** What it was about, for figures by topic. */
  topic?: CaseTopic
  /** Absent where no model was asked. */
  model?: ModelTrail
}

/** Why an answer is in the records' words although a model is configured. */
export const modelRefusals = [
  'ledger', // what it wrote was not supported, twice
  'form', // not of the agreed form, twice
  'incomplete', // it found no answer in the sources
  'deadline', // no whole answer in time
  'gone', // whoever asked no longer waits
  'server', // an error of the server, or its connection broke
  'resting', // too many failures of late, or the server asked to be left alone
  'busy', // as many questions are with the model as may be
  'budget', // the tokens of the day are used up
  'moderation', // the words of the user were judged harmful, or could not be judged
] as const
export type ModelRefusal = (typeof modelRefusals)[number]

/** What a model had to do with an answer, and what it took. */
export interface ModelTrail {
  result: 'used' | 'repaired' | ModelRefusal
  /** As the server names it; null where it never answered. */
  model: string | null
  calls: number
  inputTokens: number
  outputTokens: number
  /** In yen; null where no price is set. */
  cost: number | null
  milliseconds: number
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
  /** Sums a talk up for who takes it over; absent without a model. */
  summarise?: Summarise
}

export type { Citation, Effect, Outcome, Reply }
