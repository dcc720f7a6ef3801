import { driverCode, isBusy, isDatabaseUnavailable, sqliteCode } from './database-errors.ts'
import { AppError, messageOf } from './ground/errors.ts'
import { openingTexts } from './opening-texts.ts'

/** Where the database is, without its password. */
export function placeOf(url: string): string {
  if (url.startsWith('sqlite:')) return url.slice('sqlite:'.length)
  const parsed = URL.parse(url)
  return parsed ? `${parsed.host}${parsed.pathname}` : 'postgres'
}

/** Says why the database cannot be opened, in words for the person who starts the server. */
export function openingFailure(url: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const place = placeOf(url)
  return new AppError('unavailable', `the database at ${place} cannot be opened: ${messageOf(error)}`, {
    publicText: publicText(error)(place),
    retryable: false,
    cause: error,
  })
}

function publicText(error: unknown): (place: string) => string {
  const sqlite = sqliteCode(error)
  if (sqlite !== undefined) {
    if (isBusy(error)) return openingTexts.busy
    const primary = sqlite & 0xff
    if (primary === 11 || primary === 26) return openingTexts.notADatabase
    return primary === 1 ? openingTexts.failed : openingTexts.cannotOpenFile
  }
  const code = driverCode(error) ?? ''
  if (/^(28|3D)/.test(code)) return openingTexts.refused
  if (isDatabaseUnavailable(error)) return openingTexts.unreachable
  if (/^E[A-Z]+$/.test(code)) return openingTexts.cannotOpenFile
  return openingTexts.failed
}
