/** Statuses that a second try may cure: too much asked, or a fault of the server's own. */
const curable: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504, 529])
const USUAL_WAIT_MS = 300
/** A server that asks for a longer rest is asked again after this. */
const LONGEST_REST_MS = 60_000

interface ServerError extends Error {
  status?: number
  headers?: Headers
}

/**
 * Milliseconds to wait before asking again: what the server asked for (Retry-After, RFC 9110 section 10.2.3, in seconds
 * or as a date), or a moment where the connection broke. Undefined where asking again is of no use: a bad key or request.
 */
export function waitBeforeRetry(thrown: unknown, now: number): number | undefined {
  const { status, headers } = (thrown instanceof Error ? thrown : {}) as ServerError
  if (status !== undefined && !curable.has(status)) return undefined
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(exact)) return Math.min(Math.max(0, exact), LONGEST_REST_MS)
  const asked = headers?.get('retry-after')
  if (!asked) return USUAL_WAIT_MS
  const seconds = Number(asked)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(asked) - now
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), LONGEST_REST_MS) : USUAL_WAIT_MS
}

/** For the log: the status or the kind of fault, never the server's words, which may quote what it was sent. */
export function faultName(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  const { status } = thrown as ServerError
  return status === undefined ? thrown.name : `HTTP ${status}`
}
