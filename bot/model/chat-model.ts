import { ChatOpenAI } from '@langchain/openai'
import { createGuardedFetch } from './guarded-fetch.ts'
import type { ModelServerAddress } from './model-options.ts'

/** OpenAI's models that reason take no temperature but their own. */
const reasons = /^(?:o\d|gpt-5)/

/** The chat model of a server: streamed, never asked again by itself, given up when silent for `silence` milliseconds. */
export function createChatModel(
  server: ModelServerAddress & { model: string },
  silence: number,
  maxTokens: number,
): ChatOpenAI {
  return new ChatOpenAI({
    model: server.model,
    apiKey: server.apiKey ?? 'none',
    ...(reasons.test(server.model) ? {} : { temperature: 0 }),
    maxTokens,
    streamUsage: true,
    // Asking again is for whoever knows how much of the turn is left.
    maxRetries: 0,
    configuration: {
      fetch: createGuardedFetch(silence),
      maxRetries: 0,
      ...(server.baseUrl ? { baseURL: server.baseUrl } : {}),
    },
  })
}
