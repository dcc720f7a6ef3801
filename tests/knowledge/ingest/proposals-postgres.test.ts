import { describe } from 'vitest'
import { ingestContract } from '../../contracts/ingest.contract.ts'
import { createPostgresPlace, postgresAvailable } from '../../support/postgres.ts'

const available = await postgresAvailable()

describe.skipIf(!available)('proposals on PostgreSQL', () => {
  ingestContract(createPostgresPlace)
})
