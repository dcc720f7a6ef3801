import type { Clock } from '../../storage/ground/clock.ts'
import type { Logger } from '../../storage/ground/logger.ts'

export interface ModelServerAddress {
  apiKey?: string | undefined
  /** Address of an OpenAI-compatible server; OpenAI's own when absent. */
  baseUrl?: string | undefined
}

/** Tokens of each day in Japan, kept where a restart does not lose them. */
export interface TokenLedger {
  /** Tokens used on a day (YYYY-MM-DD). */
  usedOn(day: string): Promise<number>
  add(day: string, model: string, used: { calls: number; inputTokens: number; outputTokens: number }): Promise<void>
}

export interface ModelOptions extends ModelServerAddress {
  model: string
  clock: Clock
  logger: Logger
  tokens: TokenLedger
  /** Tokens a day, in and out together, after which answers stay in the records' words. */
  dailyTokens: number
  /** Yen for a million tokens; without it no cost is told. */
  price?: { input: number; output: number } | undefined
  limits?: Partial<ModelLimits>
}

/** Milliseconds, and questions at once. */
export interface ModelLimits {
  /** From the start of the turn to its answer. */
  turn: number
  /** Longest silence of the server: before its headers, and between two parts of its answer. */
  silence: number
  /** What must be left of the turn for asking once more. */
  leastForRetry: number
  atOnce: number
  /** Failures of the server in a row after which it is left alone, and for how long at first. */
  failures: number
  rest: number
}

export const usualLimits: ModelLimits = {
  turn: 8_000,
  silence: 5_000,
  leastForRetry: 1_500,
  atOnce: 8,
  failures: 3,
  rest: 30_000,
}
