import { type QueryResult, sql } from 'kysely'
import { keptQuery } from './kept-query.ts'
import type { Queryable } from './schema.ts'

/** Partial indexes are used only when the status stands in the statement itself. */
export const pending = sql.lit('pending')

/** The first of the rows in turn that is still there to be taken: others may have had some since they were looked for. */
export async function firstReady<Row>(
  inTurn: readonly string[],
  look: (id: string) => Promise<QueryResult<Row>>,
): Promise<Row | undefined> {
  for (const id of inTurn) {
    const [ready] = (await look(id)).rows
    if (ready) return ready
  }
  return undefined
}

/** Asks whether anything of a conversation still waits in the inbox, or in the outbox. */
export function waitsIn(table: 'inbox' | 'outbox'): (db: Queryable, conversationId: string) => Promise<boolean> {
  const oneWaiting = keptQuery((db, { conversationId }: { conversationId: string }) =>
    db
      .selectFrom(table)
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('status', '=', pending)
      // By the index of the conversation's own line, not by that of all that waits.
      .where('sequence', '>=', 0)
      .limit(1),
  )
  return async (db, conversationId) => (await oneWaiting(db, { conversationId })).rows.length > 0
}
