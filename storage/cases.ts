import { sql, type Updateable } from 'kysely'
import { keptQuery } from './kept-query.ts'
import type { CasesTable, Queryable, UnitOfWork } from './schema.ts'

export type CaseRow = CasesTable

/** What a case has not had yet when it is opened. */
export const blankCase = {
  owner: null,
  team: null,
  urgent: 0,
  label: null,
  end_reason: null,
  version: 1,
  claimed_at: null,
  first_reply_at: null,
  closed_at: null,
  parked_state: null,
  awaiting: null,
  awaiting_since: null,
  transfer_from: null,
  prefers: null,
  excluded: null,
  requeues: 0,
  wait_told: 0,
  reopened_from: null,
  labels: null,
  company: null,
  outcome: null,
  knowledge_gap: 0,
  snoozed_until: null,
  pushed_at: null,
} as const satisfies Partial<CaseRow>

/**
 * Takes the row lock of a conversation for the rest of the transaction. Everyone who changes a case takes it first,
 * so that two transactions never wait for each other crosswise; SQLite needs none but takes the write lock early.
 */
export async function lockConversation(unit: UnitOfWork, conversationId: string): Promise<void> {
  await lock(unit, { id: conversationId })
}

const lock = keptQuery((db, { id }: { id: string }) =>
  db
    .updateTable('conversations')
    .set((expression) => ({ control: expression.ref('control') }))
    .where('id', '=', id),
)

export async function insertCase(unit: UnitOfWork, row: CaseRow): Promise<void> {
  await unit.insertInto('cases').values(row).execute()
}

export async function findCase(database: Queryable, id: string): Promise<CaseRow | undefined> {
  return database.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The one case of a conversation that is not closed. */
export async function findOpenCase(database: Queryable, conversationId: string): Promise<CaseRow | undefined> {
  return (await openOf(database, { conversationId })).rows[0]
}

const openOf = keptQuery((db, { conversationId }: { conversationId: string }) =>
  db.selectFrom('cases').selectAll().where('conversation_id', '=', conversationId).where('closed_at', 'is', null),
)

/** The cases of one door that are not closed, oldest first. */
export async function openCasesOfDoor(database: Queryable, door: string): Promise<CaseRow[]> {
  return database
    .selectFrom('cases')
    .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
    .selectAll('cases')
    .where('conversations.door', '=', door)
    .where('cases.closed_at', 'is', null)
    .orderBy('cases.opened_at')
    .execute()
}

/** Former and present cases of a conversation, newest first. */
export async function casesOfConversation(database: Queryable, conversationId: string): Promise<CaseRow[]> {
  return database
    .selectFrom('cases')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute()
}

/**
 * Compare-and-set on state and version: writes `changes` and counts the version up, or changes nothing and returns
 * false when somebody else was faster.
 */
export async function updateCase(
  unit: UnitOfWork,
  expected: Pick<CaseRow, 'id' | 'state' | 'version'>,
  changes: Omit<Updateable<CasesTable>, 'id' | 'version'>,
): Promise<boolean> {
  const result = await unit
    .updateTable('cases')
    .set({ ...changes, version: expected.version + 1 })
    .where('id', '=', expected.id)
    .where('state', '=', expected.state)
    .where('version', '=', expected.version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The place in the order of a conversation before its newest `count` messages, for `listMessages({ afterSequence })`. */
export async function placeBeforeNewest(database: Queryable, conversationId: string, count: number): Promise<number> {
  const row = await database
    .selectFrom('messages')
    .select('sequence')
    .where('conversation_id', '=', conversationId)
    .orderBy('sequence', 'desc')
    .offset(count)
    .limit(1)
    .executeTakeFirst()
  return row?.sequence ?? 0
}

/** The case a message belongs to: undefined for no such message, null for one outside of any case. */
export async function caseOfMessage(database: Queryable, messageId: string): Promise<string | null | undefined> {
  const row = await database.selectFrom('messages').select('case_id').where('id', '=', messageId).executeTakeFirst()
  return row?.case_id
}

/** How many unowned cases stand before this one, plus one. */
export async function placeInQueue(database: Queryable, row: CaseRow): Promise<number> {
  const before = await database
    .selectFrom('cases')
    .select(sql<number>`count(*)`.as('count'))
    .where('state', '=', 'QUEUED')
    .where((where) =>
      where.or([
        where('urgent', '>', row.urgent),
        where.and([where('urgent', '=', row.urgent), where('waiting_since', '<', row.waiting_since)]),
        where.and([
          where('urgent', '=', row.urgent),
          where('waiting_since', '=', row.waiting_since),
          where('id', '<', row.id),
        ]),
      ]),
    )
    .executeTakeFirst()
  return Number(before?.count ?? 0) + 1
}

/** The newest claims since an instant: how long each had waited. */
export async function recentClaims(
  database: Queryable,
  since: number,
  limit: number,
): Promise<{ waitingSince: number; claimedAt: number }[]> {
  const rows = await database
    .selectFrom('cases')
    .select(['waiting_since', 'claimed_at'])
    .where('claimed_at', '>=', since)
    .orderBy('claimed_at', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap((row) =>
    row.claimed_at === null ? [] : [{ waitingSince: row.waiting_since, claimedAt: row.claimed_at }],
  )
}

/** Since when the case that stands in the queue longest has waited. */
export async function longestWaiting(database: Queryable): Promise<number | undefined> {
  const row = await database
    .selectFrom('cases')
    .select((cases) => cases.fn.min('waiting_since').as('since'))
    .where('state', '=', 'QUEUED')
    .executeTakeFirst()
  return row?.since ?? undefined
}

/** The front of the queue. */
export async function oldestWaiting(database: Queryable, limit: number): Promise<CaseRow[]> {
  return database
    .selectFrom('cases')
    .selectAll()
    .where('state', '=', 'QUEUED')
    .orderBy('urgent', 'desc')
    .orderBy('waiting_since')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Takes a case to another conversation of the same person. */
export async function moveCase(unit: UnitOfWork, id: string, conversationId: string): Promise<void> {
  await unit
    .updateTable('cases')
    .set((column) => ({ conversation_id: conversationId, version: column('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
