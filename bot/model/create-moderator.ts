import { OpenAI } from 'openai'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Dependencies, Moderation } from '../turn-context.ts'
import type { ModelServerAddress } from './model-options.ts'
import { faultName } from './server-faults.ts'

/** OpenAI's own name for its newest; other servers know no other either. */
const MODEL = 'omni-moderation-latest'
const LONGEST_WAIT_MS = 2_000

/** Who speaks of harm to oneself gets help lines. Anger at the office is no harm, and is answered like anything else. */
const distress: readonly string[] = ['self-harm', 'self-harm/intent', 'self-harm/instructions']
const harmless: readonly string[] = ['harassment']
/** The server has no moderation: not a failure, and not asked again. */
const absent: ReadonlySet<number> = new Set([404, 405, 501])

/**
 * Judges the masked words of users by the server's moderation. A server that has none clears all, for good; one that
 * fails leaves them `unknown`, and no model is asked then.
 */
export function createModerator({
  apiKey,
  baseUrl,
  logger,
  longestWait = LONGEST_WAIT_MS,
}: ModelServerAddress & { logger: Logger; longestWait?: number }): NonNullable<Dependencies['moderate']> {
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    maxRetries: 0,
    logLevel: 'off',
    ...(baseUrl ? { baseURL: baseUrl } : {}),
  })
  let offered = true

  return async (text, signal): Promise<Moderation> => {
    if (!offered) return 'clear'
    const deadline = AbortSignal.timeout(longestWait)
    try {
      const { results } = await client.moderations.create(
        { model: MODEL, input: text },
        { signal: signal ? AbortSignal.any([signal, deadline]) : deadline },
      )
      const found = Object.entries(results[0]?.categories ?? {}).flatMap(([name, flagged]) => (flagged ? [name] : []))
      if (found.some((name) => distress.includes(name))) return 'distress'
      return found.some((name) => !harmless.includes(name)) ? 'harmful' : 'clear'
    } catch (thrown) {
      const status = thrown instanceof OpenAI.APIError ? thrown.status : undefined
      if (status !== undefined && absent.has(status)) {
        offered = false
        logger.info({ status }, 'the server offers no moderation')
        return 'clear'
      }
      if (!signal?.aborted) logger.warn({ fault: faultName(thrown) }, 'the moderation gave no answer')
      return 'unknown'
    }
  }
}
