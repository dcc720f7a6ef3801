import type { BaseMessage } from '@langchain/core/messages'
import { createAgent, providerStrategy } from 'langchain'
import { z } from 'zod'
import { answerForm, type FormAnswer } from './answer-form.ts'
import type { CallTally } from './call-tally.ts'
import { createChatModel } from './chat-model.ts'
import type { ModelLimits, ModelServerAddress } from './model-options.ts'
import { libraryTools, type ToolContext } from './tools.ts'

export type ModelMessage = BaseMessage | { role: 'system' | 'user'; content: string }

export interface Asked {
  /** Undefined for an answer that was not of the agreed form. */
  answer: FormAnswer | undefined
  /** What was said so far, the answer included; undefined where it is not known. */
  messages?: readonly ModelMessage[]
}

/** One question, whose answer may take several calls. Throws what the server or the signal threw. */
export type AskModel = (
  messages: readonly ModelMessage[],
  context: ToolContext,
  tally: CallTally,
  signal: AbortSignal,
) => Promise<Asked>

/** Calls in one answer: with what retrieval found most need one, and a search is followed by a reading. */
const MOST_CALLS = 4
const MOST_ANSWER_TOKENS = 1_500

/** A model with the tools of the library, behind one question and one answer. */
export function createAskModel(server: ModelServerAddress & { model: string }, { silence }: ModelLimits): AskModel {
  const model = createChatModel(server, silence, MOST_ANSWER_TOKENS)
  const agent = createAgent({
    model,
    tools: libraryTools,
    responseFormat: providerStrategy(answerForm),
    contextSchema: z.object({ turn: z.custom<ToolContext['turn']>(), marks: z.custom<ToolContext['marks']>() }),
  })
  return async (messages, context, tally, signal) => {
    try {
      const result = await agent.invoke(
        { messages: [...messages] },
        {
          context,
          signal,
          callbacks: [tally],
          // The agent counts a call and the tools after it as a step each.
          recursionLimit: 2 * MOST_CALLS,
        },
      )
      if (!tally.ended) throw new CutShortError('the answer was cut short')
      return { answer: answerForm.safeParse(result.structuredResponse).data, messages: result.messages }
    } catch (thrown) {
      if (isFormFault(thrown)) return { answer: undefined }
      throw thrown
    }
  }
}

/** The stream ended before the server said that the answer was whole. */
class CutShortError extends Error {
  override readonly name = 'CutShortError'
}

/** Not of the form, or still looking things up when the calls were used up. */
const isFormFault = (thrown: unknown): boolean =>
  thrown instanceof Error && /StructuredOutput|GraphRecursion|ToolInvocation/.test(thrown.constructor.name)
