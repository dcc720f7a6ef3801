import { AppError } from '../../storage/ground/errors.ts'
import { once } from '../../storage/ground/once.ts'
import type { Embedder } from './embedder.ts'
import { readVectors } from './read-vectors.ts'

/** Where the vectors come from; plain data, so that a worker thread can be given it. */
export interface EmbeddingServer {
  model: string
  apiKey?: string | undefined
  /** Address of an OpenAI-compatible server; OpenAI's own when absent. */
  baseUrl?: string | undefined
}

export interface OpenAiEmbedderOptions extends EmbeddingServer {
  /** Longest wait for one call in milliseconds, the retry included. */
  timeoutMs?: number
  /** Further tries of a call that failed: 1 for builds, 0 where a person waits. */
  retries?: 0 | 1
}

/** Longest text sent, in UTF-16 units: below the 8,192 tokens that the usual models take. */
const longestText = 6_000

/** An embedder over an OpenAI-compatible server. The package is loaded at the first call: no start waits for it. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const { model, timeoutMs = 30_000, retries = 1 } = options
  const opening = once(async () => {
    const { OpenAI } = await import('openai')
    return new OpenAI({
      apiKey: options.apiKey ?? 'none',
      maxRetries: retries,
      timeout: timeoutMs,
      logLevel: 'off',
      ...(options.baseUrl ? { baseURL: options.baseUrl } : {}),
    })
  })
  let dimensions: number | undefined

  return {
    model,
    get dimensions() {
      return dimensions
    },
    async embed(texts, signal) {
      if (texts.length === 0) return []
      // One deadline over all tries: a server may ask for a wait of a minute between them.
      const deadline = AbortSignal.timeout(timeoutMs)
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline
      const input = texts.map((text) => text.slice(0, longestText))
      const client = await opening()
      try {
        const { data } = await client.embeddings.create({ model, input }, { signal: either })
        const vectors = readVectors(data, texts.length, dimensions)
        dimensions ??= vectors[0]?.length
        return vectors
      } catch (thrown) {
        if (thrown instanceof AppError) throw thrown
        throw new AppError('unavailable', `the embedding server failed: ${faultOf(thrown, deadline)}`, {
          cause: thrown,
        })
      }
    },
  }
}

/** Never the message of the server, which may quote the text it was sent. */
function faultOf(thrown: unknown, deadline: AbortSignal): string {
  if (deadline.aborted) return 'no answer in time'
  if (thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number') return `HTTP ${thrown.status}`
  return thrown instanceof Error ? thrown.constructor.name : 'unknown'
}
