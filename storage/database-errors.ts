/** What the two drivers say, in the same words. Codes: https://www.sqlite.org/rescode.html, PostgreSQL appendix A. */

const sqliteBusy = 5
const sqliteUnavailable = new Set([3, 6, 8, 10, 11, 13, 14, 26])
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** SQLite's extended result code, or undefined when the error is not SQLite's. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode : undefined
}

/** The SQLSTATE of PostgreSQL or the system's code (`ECONNREFUSED`), or undefined. */
export function driverCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0 && !('code' in error && error.code)) {
    return driverCode(error.errors[0])
  }
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** PostgreSQL refused a statement, which undoes the transaction it stood in. */
export function isRefusedByPostgres(error: unknown): boolean {
  return /^[0-9A-Z]{5}$/.test(driverCode(error) ?? '')
}

/** Another connection is writing. */
export function isBusy(error: unknown): boolean {
  return ((sqliteCode(error) ?? 0) & 0xff) === sqliteBusy
}

/** PostgreSQL gave another transaction the way: this one may be run again from its start. SQLite waits instead. */
export function isConflictOfTransactions(error: unknown): boolean {
  return ['40001', '40P01'].includes(driverCode(error) ?? '')
}

/** PostgreSQL was given a text that holds what it cannot store (NUL). */
export function isUnstorableText(error: unknown): boolean {
  return driverCode(error) === '22021'
}

/** The database itself is out of reach, full, read-only or damaged: not the fault of the statement. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const sqlite = sqliteCode(error)
  if (sqlite !== undefined) return isBusy(error) || sqliteUnavailable.has(sqlite & 0xff)
  const code = driverCode(error) ?? ''
  if (connectionCodes.has(code) || /^(08|53|57P0|58)/.test(code)) return true
  return (
    error instanceof Error && /^(timeout exceeded when trying to connect|Connection terminated)/.test(error.message)
  )
}
