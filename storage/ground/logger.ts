import { pino } from 'pino'

/** Structured log. Fields hold identifiers and counts, never the words or the identity of a resident. */
export interface Logger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'

/** JSON lines on stderr: stdout belongs to the results of commands. */
export function createLogger(level: LogLevel): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
