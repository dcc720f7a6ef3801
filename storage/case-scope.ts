import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, Queryable } from './schema.ts'

/** Which cases one person may read; undefined where that is all of them. */
export interface CaseScope {
  login: string
  /** Names of their teams. */
  teams: readonly string[]
}

/** A list of logins, `a,b`, names this one. */
const names = (column: string, login: string) =>
  sql<SqlBool>`',' || ${sql.ref(column)} || ',' like ${`%,${login.replace(/[\\%_]/g, '\\$&')},%`} escape '\\'`

/**
 * A case is within the scope of a person when it is of one of their teams or of none, when they hold it or have passed it
 * on and may get it back, and when a note has named them.
 */
export function isInScope(where: ExpressionBuilder<Database, 'cases'>, { login, teams }: CaseScope) {
  return where.or([
    where('cases.team', 'is', null),
    ...(teams.length > 0 ? [where('cases.team', 'in', [...teams])] : []),
    where('cases.owner', '=', login),
    where('cases.transfer_from', '=', login),
    where.exists(
      where
        .selectFrom('case_events')
        .select('case_events.id')
        .whereRef('case_events.case_id', '=', 'cases.id')
        .where('case_events.type', '=', 'note')
        .where(names('case_events.reason', login)),
    ),
  ])
}

/** The same, where everything is within no scope at all. */
export const withinScope = (where: ExpressionBuilder<Database, 'cases'>, scope: CaseScope | undefined) =>
  scope === undefined ? sql<SqlBool>`1 = 1` : isInScope(where, scope)

/** Of these cases, those within the scope. */
export async function casesInScope(
  database: Queryable,
  caseIds: readonly string[],
  scope: CaseScope | undefined,
): Promise<Set<string>> {
  if (scope === undefined || caseIds.length === 0) return new Set(caseIds)
  const rows = await database
    .selectFrom('cases')
    .select('cases.id')
    .where('cases.id', 'in', [...caseIds])
    .where((where) => isInScope(where, scope))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Whether any case of these conversations is within the scope: the thread of a person is read as a whole. */
export async function isThreadInScope(
  database: Queryable,
  conversationIds: readonly string[],
  scope: CaseScope | undefined,
): Promise<boolean> {
  if (scope === undefined) return true
  const row = await database
    .selectFrom('cases')
    .select('cases.id')
    .where('cases.conversation_id', 'in', [...conversationIds])
    .where((where) => isInScope(where, scope))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
