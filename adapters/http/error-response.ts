import { isUnstorableText } from '../../storage/database-errors.ts'
import { originOf } from '../../storage/error-origin.ts'
import { AppError, toAppError } from '../../storage/ground/errors.ts'
import type { HttpResponse } from '../../storage/ground/http-route.ts'
import type { Logger } from '../../storage/ground/logger.ts'

/**
 * The answer for a refusal: `{"error":{"code","message"}}` with the public text and the extra public
 * fields; `details.code` takes the place of our code where a protocol has names of its own.
 */
export function errorResponse(error: AppError): HttpResponse {
  const { retryAfterSeconds, ...details } = error.details
  return {
    status: error.status,
    headers: typeof retryAfterSeconds === 'number' ? { 'retry-after': String(retryAfterSeconds) } : {},
    body: { error: { code: error.code, message: error.publicText, ...details } },
  }
}

/** The funnel for throws at the border of HTTP: what nobody foresaw is logged once, and told to no reader. */
export function responseToThrow(
  thrown: unknown,
  where: { method: string; route: string },
  logger: Logger,
): HttpResponse {
  const error = isUnstorableText(thrown) ? new AppError('bad_request', 'NUL in a text') : toAppError(thrown)
  if (error.status >= 500) logger.error({ ...where, code: error.code, at: originOf(thrown) }, 'request failed')
  else logger.debug({ ...where, code: error.code, reason: error.message }, 'request refused')
  return errorResponse(error)
}
