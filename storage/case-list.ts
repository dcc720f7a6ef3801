import { type ExpressionBuilder, sql } from 'kysely'
import { type CaseScope, withinScope } from './case-scope.ts'
import type { CaseRow } from './cases.ts'
import type { Database, Queryable } from './schema.ts'

/** A case as a list shows it to one member of staff: with its door, its newest words, and what they have not read. */
export interface CaseListRow extends CaseRow {
  door: string
  preview: string | null
  last_role: string | null
  last_at: number | null
  last_user_at: number | null
  /** Sends of the conversation that failed for good since the case was opened. */
  failed_sends: number | string | bigint | null
  /** Words of the user that this person has not read. */
  unread: number | string | bigint | null
  /** 1 where a note names them. */
  mentioned: number | null
  /** The nearest moment at which the case moves by itself. */
  due_at: number | null
}

export interface CaseFilter {
  states: readonly string[]
  /** A login, or null for cases that nobody holds. */
  owner?: string | null
  /** Names of teams; cases of no team belong to all. */
  teams?: readonly string[]
  door?: string
  /** Words in the thread, the topic, labels, company or reason. */
  search?: string
  /** Cases with words that this person has not read. */
  unreadBy?: string
  /** Cases in which the user has waited for a person since after `after` and up to `upTo`. */
  waiting?: WaitingRange
  /** At the moment `at`: only those that rest, or only those that do not. */
  rest?: { at: number; resting: boolean }
  /** What the person may read. */
  scope?: CaseScope
  /** Closed for one of these reasons. */
  endReasons?: readonly string[]
}

export interface WaitingRange {
  after?: number
  upTo: number
}

export type CaseOrder = 'waiting' | 'recent' | 'closed'

/** Where the last page ended: the values of its last row, in the order of the columns that sort. */
export interface CasePlace {
  values: readonly number[]
  id: string
}

type Cases = ExpressionBuilder<Database, 'cases' | 'conversations'>

/** What sorts each list, and whether the larger comes first; a null closing time never is in a list of closed ones. */
const orders: Record<
  CaseOrder,
  readonly [column: 'urgent' | 'waiting_since' | 'state_since' | 'closed_at', down: boolean][]
> = {
  waiting: [
    ['urgent', true],
    ['waiting_since', false],
  ],
  recent: [['state_since', true]],
  closed: [['closed_at', true]],
}

/** Behind the place: larger in the first column that differs. */
function isBehind(where: Cases, order: CaseOrder, place: CasePlace) {
  const columns = orders[order]
  const same = (count: number) =>
    columns.slice(0, count).map(([column], index) => where(`cases.${column}`, '=', place.values[index] ?? 0))
  return where.or([
    ...columns.map(([column, down], index) =>
      where.and([...same(index), where(`cases.${column}`, down ? '<' : '>', place.values[index] ?? 0)]),
    ),
    where.and([...same(columns.length), where('cases.id', '>', place.id)]),
  ])
}

const likePattern = (words: string): string => `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

function holdsWords(where: Cases, words: string) {
  const pattern = likePattern(words)
  // Most Japanese words have no small letters: made small, every text of the house takes twice the time to look through.
  const isCased = words.toLowerCase() !== words.toUpperCase()
  const inColumn = (column: string) => {
    const text = isCased ? sql`lower(${sql.ref(column)})` : sql.ref(column)
    return sql<boolean>`${text} like ${pattern} escape '\\'`
  }
  return where.or([
    ...['topic', 'labels', 'label', 'company', 'reason', 'team'].map((name) => inColumn(`cases.${name}`)),
    where.exists(
      where
        .selectFrom('messages')
        .select('messages.id')
        .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
        .where(inColumn('messages.text')),
    ),
  ])
}

const unreadWords = (where: Cases, login: string) =>
  where
    .selectFrom('messages')
    .whereRef('messages.case_id', '=', 'cases.id')
    .where('messages.role', '=', 'user')
    .where(
      sql<boolean>`messages.sequence > coalesce((select case_reads.sequence from case_reads where case_reads.case_id = cases.id and case_reads.login = ${login}), 0)`,
    )

/** Both the beginning of the wait and the end of a rest lie before the moment. */
function hasWaitedSince(where: Cases, moment: number) {
  return sql<boolean>`(case when ${where.ref('cases.first_reply_at')} is null then ${where.ref('cases.waiting_since')}
    else coalesce(${where.ref('cases.awaiting_since')}, ${where.ref('cases.waiting_since')}) end <= ${moment}
    and coalesce(${where.ref('cases.snoozed_until')}, 0) <= ${moment})`
}

/** It is the staff's turn, and has been for that long (handoff/cases/promise.ts says the same of one case). */
function isOwedWords(where: Cases, { after, upTo }: WaitingRange) {
  return where.and([
    where('cases.state', 'in', ['QUEUED', 'ASSIGNED', 'ACTIVE']),
    where.or([
      where('cases.state', '=', 'QUEUED'),
      where('cases.awaiting', 'is', null),
      where('cases.awaiting', '!=', 'user'),
    ]),
    hasWaitedSince(where, upTo),
    ...(after === undefined ? [] : [where.not(hasWaitedSince(where, after))]),
  ])
}

const rests = (where: Cases, { at, resting }: { at: number; resting: boolean }) =>
  resting
    ? where('cases.snoozed_until', '>', at)
    : where.or([where('cases.snoozed_until', 'is', null), where('cases.snoozed_until', '<=', at)])

function fitting(database: Queryable, filter: CaseFilter) {
  const { owner, teams, door, search, unreadBy, waiting, rest, endReasons, scope } = filter
  return database
    .selectFrom('cases')
    .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
    .where('cases.state', 'in', [...filter.states])
    .$if(owner === null, (query) => query.where('cases.owner', 'is', null))
    .$if(typeof owner === 'string', (query) => query.where('cases.owner', '=', owner ?? ''))
    .$if(teams !== undefined, (query) =>
      query.where((where) =>
        where.or([where('cases.team', 'is', null), ...(teams?.length ? [where('cases.team', 'in', [...teams])] : [])]),
      ),
    )
    .$if(door !== undefined, (query) => query.where('conversations.door', '=', door ?? ''))
    .$if(search !== undefined, (query) => query.where((where) => holdsWords(where, search ?? '')))
    .$if(unreadBy !== undefined, (query) =>
      query.where((where) => where.exists(unreadWords(where, unreadBy ?? '').select('messages.id'))),
    )
    .$if(waiting !== undefined, (query) => query.where((where) => isOwedWords(where, waiting ?? { upTo: 0 })))
    .$if(rest !== undefined, (query) => query.where((where) => rests(where, rest ?? { at: 0, resting: false })))
    .where((where) => withinScope(where, scope))
    .$if(endReasons !== undefined, (query) => query.where('cases.end_reason', 'in', [...(endReasons ?? [])]))
}

/** One page of a list, with what is shown of each case; the ids are found first, so that nothing is read in vain. */
export async function listCases(
  database: Queryable,
  login: string,
  filter: CaseFilter,
  page: { order: CaseOrder; limit: number; after?: CasePlace | undefined },
): Promise<CaseListRow[]> {
  const { order, after } = page
  let query = fitting(database, filter).select('cases.id').limit(page.limit)
  if (after !== undefined) query = query.where((where) => isBehind(where, order, after))
  for (const [column, down] of orders[order]) query = query.orderBy(`cases.${column}`, down ? 'desc' : 'asc')
  const ids = (await query.orderBy('cases.id').execute()).map((row) => row.id)
  if (ids.length === 0) return []
  const rows = await withNewestWords(database, login).where('cases.id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What was given to this person and waits for them to accept it, oldest first. */
export async function listPushed(database: Queryable, login: string): Promise<CaseListRow[]> {
  return withNewestWords(database, login)
    .where('cases.owner', '=', login)
    .where('cases.state', '=', 'ASSIGNED')
    .where('cases.pushed_at', 'is not', null)
    .orderBy('cases.pushed_at')
    .execute()
}

/** The place of a row in its list, for the next page. */
export const placeOf = (row: CaseRow, order: CaseOrder): CasePlace => ({
  values: orders[order].map(([column]) => row[column] ?? 0),
  id: row.id,
})

/** One case as a list shows it. */
export async function findCaseForList(
  database: Queryable,
  id: string,
  login: string,
): Promise<CaseListRow | undefined> {
  return withNewestWords(database, login).where('cases.id', '=', id).executeTakeFirst()
}

const withNewestWords = (database: Queryable, login: string) =>
  database
    .selectFrom('cases')
    .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
    .selectAll('cases')
    .select((cases) => {
      const { selectFrom } = cases
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
        unreadWords(cases, login)
          .select((unread) => unread.fn.countAll().as('count'))
          .as('unread'),
        selectFrom('case_reads')
          .whereRef('case_reads.case_id', '=', 'cases.id')
          .where('case_reads.login', '=', login)
          .select('case_reads.mentioned')
          .as('mentioned'),
        selectFrom('timers')
          .whereRef('timers.case_id', '=', 'cases.id')
          .select((timer) => timer.fn.min('timers.due_at').as('due'))
          .as('due_at'),
      ]
    })

/** How many cases fit. */
export async function countFitting(database: Queryable, filter: CaseFilter): Promise<number> {
  const row = await fitting(database, filter)
    .select((cases) => cases.fn.countAll().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/**
 * How many cases each person holds in each state; `owner` is null for those that nobody holds. With `awakeAt`, only
 * those that do not rest at that moment; with `scope`, only those within it.
 */
export async function countCases(
  database: Queryable,
  states: readonly string[],
  { awakeAt, scope }: { awakeAt?: number; scope?: CaseScope } = {},
): Promise<{ state: string; owner: string | null; team: string | null; count: number }[]> {
  const rows = await database
    .selectFrom('cases')
    .select(['state', 'owner', 'team', (cases) => cases.fn.countAll().as('count')])
    .where('state', 'in', [...states])
    .$if(awakeAt !== undefined, (query) =>
      query.where((where) =>
        where.or([where('snoozed_until', 'is', null), where('snoozed_until', '<=', awakeAt ?? 0)]),
      ),
    )
    .where((where) => withinScope(where, scope))
    .groupBy(['state', 'owner', 'team'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Cases closed since a moment. */
export async function countClosedSince(database: Queryable, since: number, scope?: CaseScope): Promise<number> {
  const row = await database
    .selectFrom('cases')
    .select((cases) => cases.fn.countAll().as('count'))
    .where('closed_at', '>=', since)
    .where((where) => withinScope(where, scope))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/**
 * Open cases that this person holds and in which the user has not been read, and those within `scope` with a note that
 * names them and has not been read: what they may not open does not call for them.
 */
export async function countCalling(
  database: Queryable,
  login: string,
  states: readonly string[],
  scope?: CaseScope,
): Promise<number> {
  // Two ways by their own indexes: asked as one condition, PostgreSQL counts unread words of everybody's cases.
  const own = database
    .selectFrom('cases')
    .select('cases.id')
    .where('cases.owner', '=', login)
    .where('cases.state', 'in', [...states])
    .where((cases) =>
      cases.or([
        cases('cases.transfer_from', 'is not', null),
        cases.exists(unreadWords(cases as unknown as Cases, login).select('messages.id')),
      ]),
    )
  const naming = database
    .selectFrom('case_reads')
    .innerJoin('cases', 'cases.id', 'case_reads.case_id')
    .select('cases.id')
    .where('case_reads.login', '=', login)
    .where('case_reads.mentioned', '=', 1)
    .where('cases.state', 'in', [...states])
    .where((where) => withinScope(where as unknown as ExpressionBuilder<Database, 'cases'>, scope))
  const row = await database
    .selectFrom(own.union(naming).as('calling'))
    .select((calling) => calling.fn.countAll().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Cases in the hands of people in which the user has waited for words since before `before`. */
export async function overdueCases(database: Queryable, before: number): Promise<number> {
  const row = await database
    .selectFrom('cases')
    .select((cases) => cases.fn.countAll().as('count'))
    .where('state', 'in', ['QUEUED', 'ASSIGNED', 'ACTIVE'])
    .where('awaiting', '=', 'staff')
    .where('awaiting_since', '<', before)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
