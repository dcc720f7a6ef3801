import { sql, type Updateable } from 'kysely'
import type { CasesTable, Queryable, UnitOfWork } from './schema.ts'

export type CaseRow = CasesTable

/** A case as a list shows it, with the conversation's door and the newest words of a person. */
export interface CaseListRow extends CaseRow {
  door: string
  preview: string | null
  last_role: string | null
  last_at: number | null
  last_user_at: number | null
  /** Sends of the conversation that failed for good since the case was opened. */
  failed_sends: number | string | bigint | null
}

/**
 * Takes the row lock of a conversation for the rest of the transaction. Everyone who changes a case takes it first,
 * so that two transactions never wait for each other crosswise; SQLite needs none but takes the write lock early.
 */
export async function lockConversation(unit: UnitOfWork, conversationId: string): Promise<void> {
  await unit
    .updateTable('conversations')
    .set((expression) => ({ id: expression.ref('id') }))
    .where('id', '=', conversationId)
    .execute()
}

export async function insertCase(unit: UnitOfWork, row: CaseRow): Promise<void> {
  await unit.insertInto('cases').values(row).execute()
}

export async function findCase(database: Queryable, id: string): Promise<CaseRow | undefined> {
  return database.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The one case of a conversation that is not closed. */
export async function findOpenCase(database: Queryable, conversationId: string): Promise<CaseRow | undefined> {
  return database
    .selectFrom('cases')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}

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

const withNewestWords = (database: Queryable) =>
  database
    .selectFrom('cases')
    .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
    .selectAll('cases')
    .select(({ selectFrom }) => {
      const shown = selectFrom('messages')
        .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
        .where('messages.private', '=', 0)
      const newest = shown.where('messages.role', 'in', ['user', 'staff']).orderBy('messages.sequence', 'desc').limit(1)
      return [
        'conversations.door as door',
        newest.select('messages.text').as('preview'),
        newest.select('messages.role').as('last_role'),
        newest.select('messages.at').as('last_at'),
        shown
          .where('messages.role', '=', 'user')
          .select((user) => user.fn.max('messages.at').as('at'))
          .as('last_user_at'),
        selectFrom('outbox')
          .whereRef('outbox.conversation_id', '=', 'cases.conversation_id')
          .whereRef('outbox.created_at', '>=', 'cases.opened_at')
          .where('outbox.status', '=', 'failed')
          .select((failed) => failed.fn.countAll().as('count'))
          .as('failed_sends'),
      ]
    })

/** One case as a list shows it. */
export async function findCaseForList(database: Queryable, id: string): Promise<CaseListRow | undefined> {
  return withNewestWords(database).where('cases.id', '=', id).executeTakeFirst()
}

/** Cases in the given states: open ones longest waiting first, closed ones newest first. */
export async function listCases(
  database: Queryable,
  states: readonly string[],
  order: 'waiting' | 'closed',
  limit: number,
): Promise<CaseListRow[]> {
  const base = withNewestWords(database)
    .where('cases.state', 'in', [...states])
    .limit(limit)
  const ordered =
    order === 'waiting'
      ? base.orderBy('cases.urgent', 'desc').orderBy('cases.waiting_since').orderBy('cases.id')
      : base.orderBy('cases.closed_at', 'desc').orderBy('cases.id')
  return ordered.execute()
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

/** Takes a case to another conversation of the same person. */
export async function moveCase(unit: UnitOfWork, id: string, conversationId: string): Promise<void> {
  await unit
    .updateTable('cases')
    .set((column) => ({ conversation_id: conversationId, version: column('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
