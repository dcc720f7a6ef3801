import { createCircuitBreaker } from '../../storage/ground/circuit-breaker.ts'
import { messageOf } from '../../storage/ground/errors.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Embedder } from './embedder.ts'

export interface QuestionEmbedderOptions {
  embedder: Embedder
  /** Length of the stored vectors; a question's vector of another length is refused. */
  dimensions: number
  logger: Logger
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
  const { embedder, dimensions, logger, deadlineMs = 1_500 } = options
  const { model } = embedder
  let reason = ''
  const breaker = createCircuitBreaker({
    failures: failuresAllowed,
    rest: restMs,
    longestRest: restMs,
    onRest: () => logger.warn({ model, reason }, 'the embedding server is left alone; search goes by words'),
    onReturn: () => logger.info({ model }, 'the embedding server answers again'),
  })
  const embed = async (question: string, signal: AbortSignal): Promise<number[]> => {
    const [vector] = await embedder.embed([question], signal)
    if (vector?.length === dimensions) return vector
    throw new Error(`vectors of length ${vector?.length} instead of ${dimensions}: run \`madoguchi index\``)
  }

  return async (question, signal) => {
    if (question.trim() === '') return undefined
    const deadline = AbortSignal.timeout(deadlineMs)
    try {
      return await breaker.run(
        () =>
          embed(question, signal ? AbortSignal.any([signal, deadline]) : deadline).catch((thrown) => {
            reason = messageOf(thrown)
            throw thrown
          }),
        // A turn that ended early says nothing about the server.
        () => !signal?.aborted,
      )
    } catch {
      return undefined
    }
  }
}
