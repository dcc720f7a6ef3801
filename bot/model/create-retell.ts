import { setTimeout as wait } from 'node:timers/promises'
import { withinDeadline } from '../../storage/deadline.ts'
import { japanDay } from '../../storage/ground/japan-time.ts'
import type { ModelTrail } from '../consultant.ts'
import type { AnswerItem, Dependencies, TurnContext } from '../turn-context.ts'
import { type Asked, createAskModel, type ModelMessage } from './ask-model.ts'
import { CallTally } from './call-tally.ts'
import { type CheckedAnswer, checkAnswer } from './check-answer.ts'
import { createGate } from './gate.ts'
import { type ModelOptions, usualLimits } from './model-options.ts'
import { instructions, questionText, repairText, reshapeText, sourceText } from './prompt.ts'
import { faultName, waitBeforeRetry } from './server-faults.ts'
import { createSourceMarks, type SourceMarks } from './source-marks.ts'
import { mayBeRetold } from './what-may-be-retold.ts'

/** Records of the first retrieval that the model is given unasked. */
const MOST_GIVEN = 3

interface Told {
  result: ModelTrail['result']
  items?: AnswerItem[]
}

/**
 * Words answers with a language model. It sees marks instead of sources; each item is held to the records behind its
 * marks, once more after a second try that names the faults; else the answer stays in the records' words. Ends within
 * the deadline of the turn whatever the server does, and never throws.
 */
export function createRetell(options: ModelOptions): NonNullable<Dependencies['retell']> {
  const { clock, logger, tokens, price } = options
  const limits = { ...usualLimits, ...options.limits }
  const ask = createAskModel(options, limits)
  const gate = createGate(options, limits)

  /** One answer; asks again once where the server failed in a way that may pass and enough of the turn is left. */
  async function attempt(
    messages: readonly ModelMessage[],
    context: { turn: TurnContext; marks: SourceMarks },
    tally: CallTally,
    signal: AbortSignal,
  ): Promise<Asked> {
    try {
      return await ask(messages, context, tally, signal)
    } catch (thrown) {
      const pause = waitBeforeRetry(thrown, clock.now())
      if (signal.aborted || pause === undefined) throw thrown
      if (pause + limits.leastForRetry > left(context.turn)) {
        gate.restFor(pause)
        throw thrown
      }
      await wait(pause, undefined, { signal })
      return ask(messages, context, tally, signal)
    }
  }

  const left = ({ startedAt }: TurnContext) => limits.turn - (performance.now() - startedAt)

  async function converse(turn: TurnContext, tally: CallTally, signal: AbortSignal): Promise<Told> {
    const marks = createSourceMarks()
    const context = { turn, marks }
    const given = turn.subjects.slice(0, MOST_GIVEN).filter(mayBeRetold)
    const sources = given.map((record) => sourceText(record, marks.markRecord(record)))
    const messages: ModelMessage[] = [
      { role: 'system', content: instructions },
      { role: 'user', content: questionText(sources, turn.masked.text) },
    ]
    const first = await attempt(messages, context, tally, signal)
    const judged = judge(first, turn, marks)
    if (typeof judged === 'string') return { result: judged }
    if (judged && judged.faults.length === 0) return { result: 'used', items: judged.items }
    const refusal = judged ? 'ledger' : 'form'
    if (left(turn) < limits.leastForRetry) return { result: refusal }

    const again: ModelMessage = { role: 'user', content: judged ? repairText(judged.faults) : reshapeText }
    const second = judge(await attempt([...(first.messages ?? messages), again], context, tally, signal), turn, marks)
    if (typeof second === 'string') return { result: second }
    return second && second.faults.length === 0
      ? { result: 'repaired', items: second.items }
      : { result: second ? 'ledger' : 'form' }
  }

  return async (turn, signal) => {
    const began = performance.now()
    const tally = new CallTally()
    const trail = (result: ModelTrail['result']): ModelTrail => ({
      result,
      model: tally.model,
      calls: tally.calls,
      inputTokens: tally.inputTokens,
      outputTokens: tally.outputTokens,
      cost: price ? (tally.inputTokens * price.input + tally.outputTokens * price.output) / 1_000_000 : null,
      milliseconds: Math.round(performance.now() - began),
    })
    let late = false
    const tell = () =>
      withinDeadline(
        (deadline) => {
          deadline.addEventListener('abort', () => (late = true), { once: true })
          return converse(turn, tally, deadline)
        },
        Math.max(0, left(turn)),
        signal ? [signal] : [],
      )
    try {
      // Whoever is gone says nothing about the server.
      const through = await gate.pass(tell, () => !signal?.aborted)
      if (!through.passed) return { trail: trail(through.refusal) }
      const { result, items } = through.value
      return { trail: trail(result), ...(items ? { items } : {}) }
    } catch (thrown) {
      const result = signal?.aborted ? 'gone' : late ? 'deadline' : 'server'
      logger.warn({ result, fault: faultName(thrown), calls: tally.calls }, 'the language model gave no answer')
      return { trail: trail(result) }
    } finally {
      if (tally.calls > 0) {
        await tokens
          .add(japanDay(clock.now()), options.model, tally)
          .catch((thrown) => logger.error({ fault: faultName(thrown) }, 'the tokens used could not be counted'))
      }
    }
  }
}

/** The checked answer; `incomplete` where there is none in the sources; undefined where it had no form. */
function judge({ answer }: Asked, turn: TurnContext, marks: SourceMarks): CheckedAnswer | 'incomplete' | undefined {
  if (!answer) return undefined
  if (!answer.complete || answer.items.length === 0) return 'incomplete'
  const checked = checkAnswer(answer, marks, turn.dependencies.library)
  turn.ledger.checked += checked.checked
  turn.ledger.dropped.push(...checked.unsupported)
  return checked
}
