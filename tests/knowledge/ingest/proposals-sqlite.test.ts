import { describe } from 'vitest'
import { ingestContract } from '../../contracts/ingest.contract.ts'
import { createSqlitePlace } from '../../support/place.ts'

describe('proposals on SQLite', () => {
  ingestContract(createSqlitePlace)
})
