import { sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'
import type { SqliteCheckpoints } from './sqlite-checkpoints.ts'
import type { SqliteLog } from './sqlite-log.ts'

/**
 * What a commit must outlast. What only matters while the machine runs, such as a lease, and what is done again from what did
 * wait, such as a turn whose event stands in the inbox, need not wait for the disk: it may be lost with the power, whole,
 * and never behind a later commit that did wait. It comes to the disk with the next one that does, or soon by itself.
 */
export type Survives = 'crash' | 'power loss'

/** How a database makes its commits last. */
export interface Durability {
  /** Called first in each transaction. */
  begin(transaction: Transaction<Database>, survives: Survives): Promise<unknown>
  /** Called after the commit; resolves once it outlasts what it must. `first`: somebody outside waits for it. */
  committed(survives: Survives, first: boolean): Promise<unknown>
  /** Brings what waited for no disk to it; absent where each commit must say so for itself. */
  settle?: () => Promise<unknown>
}

export const sqliteDurability = (
  log: Pick<SqliteLog, 'settle' | 'settleSoon'>,
  checkpoints: Pick<SqliteCheckpoints, 'committed'>,
): Durability => ({
  begin: async () => {},
  async committed(survives, first) {
    checkpoints.committed()
    if (survives === 'power loss') await log.settle(first)
    else log.settleSoon()
  },
  settle: () => log.settle(false),
})

/** PostgreSQL waits by itself, unless told not to: https://www.postgresql.org/docs/current/wal-async-commit.html */
export const postgresDurability: Durability = {
  begin: async (transaction, survives) =>
    survives === 'crash' && sql`set local synchronous_commit to off`.execute(transaction),
  committed: async () => {},
}
