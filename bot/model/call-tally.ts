import { BaseCallbackHandler } from '@langchain/core/callbacks/base'
import type { LLMResult } from '@langchain/core/outputs'

/** Letters a token, to count an answer whose server tells no usage: rather too many tokens than too few. */
const LETTERS_PER_TOKEN = 1

/**
 * Counts the calls of one turn with their tokens. It also makes the model stream: without a handler that prefers it the
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
  #asked = 0

  override handleChatModelStart(_model: unknown, messages: { content: unknown }[][]): void {
    this.calls += 1
    this.ended = false
    this.#asked = JSON.stringify(messages.flat().map(({ content }) => content)).length
  }

  override handleLLMEnd(output: LLMResult): void {
    const generation = output.generations[0]?.[0]
    const used = output.llmOutput?.tokenUsage as { promptTokens: number; completionTokens: number } | undefined
    this.inputTokens += used?.promptTokens ?? Math.ceil(this.#asked / LETTERS_PER_TOKEN)
    this.outputTokens += used?.completionTokens ?? Math.ceil((generation?.text.length ?? 0) / LETTERS_PER_TOKEN)
    const info = generation?.generationInfo
    if (typeof info?.model_name === 'string') this.model = info.model_name
    this.ended = info?.finish_reason != null
  }

  /** A call that failed was paid for as far as it went. */
  override handleLLMError(): void {
    this.inputTokens += Math.ceil(this.#asked / LETTERS_PER_TOKEN)
  }
}
