import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import { BrokenCircuitError, createCircuitBreaker } from '../../storage/ground/circuit-breaker.ts'
import { japanDay } from '../../storage/ground/japan-time.ts'
import type { ModelRefusal } from '../consultant.ts'
import type { ModelLimits, ModelOptions } from './model-options.ts'

/** Longest rest after failures in a row, in milliseconds. */
const LONGEST_REST_MS = 5 * 60_000

export type Passed<Result> = { passed: true; value: Result } | { passed: false; refusal: ModelRefusal }

/** Stands before the model: what it may take of a day, of the house at once, and of a server that fails. */
export interface Gate {
  /** Runs `work`, or says why not. Rethrows what it throws, and counts it against the server where `isServerFault` says so. */
  pass<Result>(work: () => Promise<Result>, isServerFault: () => boolean): Promise<Passed<Result>>
  /** Leaves the server alone for so many milliseconds, as it asked for. */
  restFor(milliseconds: number): void
}

export function createGate({ clock, logger, tokens, dailyTokens, model }: ModelOptions, limits: ModelLimits): Gate {
  let restUntil = 0
  let toldDay = ''
  const breaker = createCircuitBreaker({
    failures: limits.failures,
    rest: limits.rest,
    longestRest: LONGEST_REST_MS,
    onRest: () => logger.warn({ model }, 'the language model is left alone; answers are in the records’ words'),
    onReturn: () => logger.info({ model }, 'the language model answers again'),
  })
  const places = bulkhead(limits.atOnce, 0)

  return {
    restFor(milliseconds) {
      restUntil = Math.max(restUntil, clock.now() + milliseconds)
    },
    async pass(work, isServerFault) {
      const now = clock.now()
      const today = japanDay(now)
      if (now < restUntil) return { passed: false, refusal: 'resting' }
      if ((await tokens.usedOn(today)) >= dailyTokens) {
        if (toldDay !== today) logger.warn({ model, dailyTokens }, 'the tokens of the day are used up')
        toldDay = today
        return { passed: false, refusal: 'budget' }
      }
      try {
        const value = await places.execute(() => breaker.run(work, isServerFault))
        return { passed: true, value }
      } catch (thrown) {
        if (thrown instanceof BulkheadRejectedError) return { passed: false, refusal: 'busy' }
        if (thrown instanceof BrokenCircuitError) return { passed: false, refusal: 'resting' }
        throw thrown
      }
    },
  }
}
