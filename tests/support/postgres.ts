import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Place } from './place.ts'

/** Names another PostgreSQL for the tests; read here only. */
const addressVariable = 'TEST_DATABASE_URL'
const defaultAddress = 'postgres://postgres@127.0.0.1:5432/postgres'

const given = () => process.env[addressVariable] || undefined

/**
 * Whether the tests may use PostgreSQL. Says so in one line when they may not; a server that was named on purpose and
 * cannot be used is an error.
 */
export async function postgresAvailable(): Promise<boolean> {
  try {
    await withClient(async (client) => client.query('select 1'))
    return true
  } catch (error) {
    if (given()) throw error
    const refused = error instanceof pg.DatabaseError
    const reason = refused ? `refuses the login (set ${addressVariable})` : 'does not answer'
    console.log(`skipped: PostgreSQL ${reason} on 127.0.0.1:5432`)
    return false
  }
}

/** A schema of its own, dropped by `remove`. */
export async function createPostgresPlace(): Promise<Place> {
  const schema = `madoguchi_test_${randomBytes(6).toString('hex')}`
  await withClient((client) => client.query(`create schema ${schema}`))
  const url = new URL(given() ?? defaultAddress)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return {
    url: url.href.replaceAll('+', '%20'),
    remove: () => withClient(async (client) => void (await client.query(`drop schema ${schema} cascade`))),
  }
}

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: given() ?? defaultAddress, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
