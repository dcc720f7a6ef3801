import { createAgent, providerStrategy } from 'langchain'
import { withinDeadline } from '../../storage/deadline.ts'
import { japanDay } from '../../storage/ground/japan-time.ts'
import type { Summarise, TalkLine } from '../summary.ts'
import { CallTally } from './call-tally.ts'
import { createChatModel } from './chat-model.ts'
import { createGate } from './gate.ts'
import { type ModelOptions, usualLimits } from './model-options.ts'
import { faultName } from './server-faults.ts'
import { soundLines, summaryForm, summaryInstructions, talkText } from './summary-form.ts'

const MOST_TOKENS = 800
/** Of a long talk the newest is summed up. */
const MOST_SAID = 40

/** Sums talks up with a language model, within the same day's tokens as the answers; each line is held to the talk. */
export function createSummarise(options: ModelOptions): Summarise {
  const { clock, logger, tokens } = options
  const limits = { ...usualLimits, ...options.limits }
  const gate = createGate(options, limits)
  const agent = createAgent({
    model: createChatModel(options, limits.silence, MOST_TOKENS),
    tools: [],
    responseFormat: providerStrategy(summaryForm),
  })

  const ask = async (talk: readonly TalkLine[], tally: CallTally, signal: AbortSignal) => {
    const messages = [
      { role: 'system', content: summaryInstructions },
      { role: 'user', content: talkText(talk) },
    ]
    const { structuredResponse } = await agent.invoke({ messages }, { signal, callbacks: [tally], recursionLimit: 4 })
    const answer = summaryForm.safeParse(structuredResponse).data
    return tally.ended && answer ? soundLines(answer, talk) : []
  }

  return async (said, signal) => {
    const talk = said.slice(-MOST_SAID)
    const tally = new CallTally()
    const work = () => withinDeadline((deadline) => ask(talk, tally, deadline), limits.turn, signal ? [signal] : [])
    try {
      const through = await gate.pass(work, () => !signal?.aborted)
      return through.passed && through.value.length > 0 ? through.value : undefined
    } catch (thrown) {
      logger.warn({ fault: faultName(thrown), calls: tally.calls }, 'the language model gave no summary')
      return undefined
    } finally {
      if (tally.calls > 0) {
        await tokens
          .add(japanDay(clock.now()), options.model, tally)
          .catch((thrown) => logger.error({ fault: faultName(thrown) }, 'the tokens used could not be counted'))
      }
    }
  }
}
