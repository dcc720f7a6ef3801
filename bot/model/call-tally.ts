import { BaseCallbackHandler } from '@langchain/core/callbacks/base'
import type { LLMResult } from '@langchain/core/outputs'

/**
 * Counts the calls of one turn with their tokens; a letter counts as a token until the server tells its usage. It also makes the model stream: without a handler that prefers it the
 * answer is one body, whose stall nobody sees; and the model's own switch counts tokens with tables from the network.
 */
export class CallTally extends BaseCallbackHandler {
  override readonly name = 'call-tally'
  readonly lc_prefer_streaming = true
  override awaitHandlers = true
  calls = 0
  inputTokens = 0
  outputTokens = 0
  model: string | null = null
  /** Whether the last call came to its end, which a stream cut short does not. */
  ended = false
  #booked = { input: 0, output: 0 }

  override handleChatModelStart(_model: unknown, messages: { content: unknown }[][]): void {
    this.calls += 1
    this.ended = false
    // Booked at once, so that a call which nobody waits for to its end is counted as far as it went.
    this.#booked = { input: JSON.stringify(messages.flat().map(({ content }) => content)).length, output: 0 }
    this.inputTokens += this.#booked.input
  }

  override handleLLMNewToken(token: string): void {
    this.#booked.output += token.length
    this.outputTokens += token.length
  }

  override handleLLMEnd(output: LLMResult): void {
    const generation = output.generations[0]?.[0]
    const used = output.llmOutput?.tokenUsage as { promptTokens: number; completionTokens: number } | undefined
    if (used) {
      this.inputTokens += used.promptTokens - this.#booked.input
      this.outputTokens += used.completionTokens - this.#booked.output
    }
    const info = generation?.generationInfo
    if (typeof info?.model_name === 'string') this.model = info.model_name
    this.ended = info?.finish_reason != null
  }
}
