import { sql } from 'kysely'
import { type AuditEntry, type AuditRow, chain, GENESIS } from './audit-chain.ts'
import type { Queryable, UnitOfWork } from './schema.ts'
import { contextOf } from './unit-of-work.ts'

/** The fact that holds number and hash of the newest row; its row is the lock of the chain. */
const HEAD = 'audit_head'

export interface AuditHead {
  id: number
  hash: string
}

export interface AuditFilter {
  actor?: string | undefined
  action?: string | undefined
  /** Identifier of the object. */
  object?: string | undefined
  /** Instants, both included. */
  from?: number | undefined
  to?: number | undefined
}

/**
 * Puts an entry into the audit, in the transaction at hand: it is kept exactly when the change is. It may be called
 * anywhere in the transaction; the chain is locked only just before the commit.
 */
export function recordAudit(unit: UnitOfWork, entry: AuditEntry): void {
  contextOf(unit).audit.push(entry)
}

function readHead(value: string | undefined): AuditHead {
  const [id, hash] = value?.split(' ') ?? []
  return id === undefined || hash === undefined ? { id: 0, hash: GENESIS } : { id: Number(id), hash }
}

/** Writes what was recorded, in one step at the end of the transaction; called by the store alone. */
export async function writeAudit(unit: UnitOfWork): Promise<void> {
  const { audit, clock } = contextOf(unit)
  if (audit.length === 0) return
  const locked = await unit
    .insertInto('facts')
    .values({ name: HEAD, value: `0 ${GENESIS}` })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql<string>`facts.value` }))
    .returning('value')
    .executeTakeFirstOrThrow()
  let head = readHead(locked.value)
  const rows: AuditRow[] = []
  for (const entry of audit) {
    const row = chain(entry, clock.now(), head)
    rows.push(row)
    head = row
  }
  await unit.insertInto('audit').values(rows).execute()
  await unit
    .updateTable('facts')
    .set({ value: `${head.id} ${head.hash}` })
    .where('name', '=', HEAD)
    .execute()
}

/** Number and hash of the newest row, as the last writer left them. */
export async function auditHead(database: Queryable): Promise<AuditHead> {
  const row = await database.selectFrom('facts').select('value').where('name', '=', HEAD).executeTakeFirst()
  return readHead(row?.value)
}

const filtered = (database: Queryable, filter: AuditFilter) =>
  database
    .selectFrom('audit')
    .selectAll()
    .$if(filter.actor !== undefined, (query) => query.where('actor', '=', filter.actor ?? ''))
    .$if(filter.action !== undefined, (query) => query.where('action', '=', filter.action ?? ''))
    .$if(filter.object !== undefined, (query) => query.where('object_id', '=', filter.object ?? ''))
    .$if(filter.from !== undefined, (query) => query.where('at', '>=', filter.from ?? 0))
    .$if(filter.to !== undefined, (query) => query.where('at', '<=', filter.to ?? 0))

/** The newest `limit` rows below number `before`, newest first. */
export async function listAudit(
  database: Queryable,
  filter: AuditFilter,
  page: { before?: number | undefined; limit: number },
): Promise<AuditRow[]> {
  return filtered(database, filter)
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
}

/** Rows after number `after`, oldest first, a page at a time. */
export async function* readAudit(
  database: Queryable,
  filter: AuditFilter = {},
  after = 0,
  pageSize = 1_000,
): AsyncGenerator<AuditRow> {
  for (let last = after; ; ) {
    const rows = await filtered(database, filter).where('id', '>', last).orderBy('id').limit(pageSize).execute()
    yield* rows
    if (rows.length < pageSize) return
    last = rows.at(-1)?.id ?? last
  }
}

/** When this person last did this to this object, at or after `since`. */
export async function didSince(
  database: Queryable,
  entry: { actor: string; action: string; objectId: string; since: number },
): Promise<boolean> {
  const row = await database
    .selectFrom('audit')
    .select('id')
    .where('object_id', '=', entry.objectId)
    .where('actor', '=', entry.actor)
    .where('action', '=', entry.action)
    .where('at', '>=', entry.since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether this was done to this object under the id of a request (a UUID), which stands in the details of the entry. */
export async function didUnder(
  database: Queryable,
  entry: { action: string; objectId: string; requestId: string },
): Promise<boolean> {
  const row = await database
    .selectFrom('audit')
    .select('id')
    .where('object_id', '=', entry.objectId)
    .where('action', '=', entry.action)
    .where('details', 'like', `%"requestId":"${entry.requestId}"%`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
