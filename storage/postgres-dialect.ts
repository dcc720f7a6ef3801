import { PostgresDialect } from 'kysely'
import pg from 'pg'
import { driverCode } from './database-errors.ts'
import type { Logger } from './ground/logger.ts'

const bigint = 20
const numeric = 1700

/** Counts and instants fit a JavaScript number; text elsewhere. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === bigint || oid === numeric ? Number : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
}

/** Kysely over a pool of `pg`. A connection that breaks is logged and replaced, never the end of the process. */
export function createPostgresDialect(url: string, logger: Logger): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'madoguchi',
  })
  const logLoss = (error: Error) => logger.warn({ code: driverCode(error) }, 'a database connection was lost')
  pool.on('error', logLoss)
  // The pool listens to idle connections only; one in use that breaks would otherwise end the process.
  pool.on('connect', (client) => client.on('error', logLoss))
  return new PostgresDialect({ pool })
}
