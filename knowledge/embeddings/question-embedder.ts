import type { Clock } from '../../storage/ground/clock.ts'
import { messageOf } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Embedder } from './embedder.ts'

export interface QuestionEmbedderOptions {
  embedder: Embedder
  /** Length of the stored vectors; a question's vector of another length is refused. */
  dimensions: number
  logger: Logger
  clock: Clock
  /** Longest wait in milliseconds. */
  deadlineMs?: number
}

/** Failures in a row after which the server is left alone, and for how long in milliseconds. */
const failuresAllowed = 3
const restMs = 30_000

/**
 * Embeds questions while somebody waits. Resolves with undefined when the server is down, slow or wrong: the search then
 * goes by words alone. After three failures in a row it is left alone for half a minute, then tried with one question.
 * Never throws; logs when it stops and when it works again, never the question.
 */
export function createQuestionEmbedder(
  options: QuestionEmbedderOptions,
): (question: string, signal?: AbortSignal) => Promise<number[] | undefined> {
  const { embedder, dimensions, logger, clock, deadlineMs = 1_500 } = options
  let failures = 0
  let restUntil = 0

  const fail = (reason: string) => {
    failures += 1
    if (failures < failuresAllowed) return
    if (failures === failuresAllowed) {
      logger.warn({ model: embedder.model, reason }, 'the embedding server is left alone; search goes by words')
    }
    restUntil = clock.now() + restMs
  }

  return async (question, signal) => {
    if (question.trim() === '' || clock.now() < restUntil) return undefined
    // While it is tried again, one question at a time finds out.
    if (failures >= failuresAllowed) restUntil = clock.now() + restMs
    const deadline = AbortSignal.timeout(deadlineMs)
    try {
      const [vector] = await embedder.embed([question], signal ? AbortSignal.any([signal, deadline]) : deadline)
      if (vector?.length !== dimensions) {
        fail(`vectors of length ${vector?.length} instead of ${dimensions}: run \`madoguchi index\``)
        return undefined
      }
      if (failures >= failuresAllowed) logger.info({ model: embedder.model }, 'the embedding server answers again')
      failures = 0
      restUntil = 0
      return vector
    } catch (thrown) {
      // A turn that ended early says nothing about the server.
      if (!signal?.aborted) fail(messageOf(thrown))
      return undefined
    }
  }
}
