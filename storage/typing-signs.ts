import type { Queryable, UnitOfWork } from './schema.ts'
import type { DoorName } from './types.ts'

/** Older signs are cleared by the next one. */
const KEPT_MS = 60_000

/** Notes that the user of a conversation is writing. A row of its own: the conversation's is locked by turns. */
export async function noteTyping(unit: UnitOfWork, conversationId: string, at: number): Promise<void> {
  await unit
    .deleteFrom('typing_signs')
    .where('at', '<', at - KEPT_MS)
    .execute()
  await unit
    .insertInto('typing_signs')
    .values({ conversation_id: conversationId, at })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet({ at }))
    .execute()
}

export async function isTypingSince(database: Queryable, conversationId: string, since: number): Promise<boolean> {
  const sign = await database
    .selectFrom('typing_signs')
    .select('at')
    .where('conversation_id', '=', conversationId)
    .where('at', '>=', since)
    .executeTakeFirst()
  return sign !== undefined
}

/** Cases in hand whose user has given a sign since then and has sent nothing after it. */
export async function casesWithTyping(
  database: Queryable,
  since: number,
  states: readonly string[],
): Promise<string[]> {
  const rows = await database
    .selectFrom('typing_signs')
    .innerJoin('cases', 'cases.conversation_id', 'typing_signs.conversation_id')
    .select('cases.id')
    .where('typing_signs.at', '>=', since)
    .where('cases.state', 'in', [...states])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.conversation_id', '=', 'typing_signs.conversation_id')
            .where('messages.role', '=', 'user')
            .whereRef('messages.at', '>=', 'typing_signs.at'),
        ),
      ),
    )
    .orderBy('cases.id')
    .execute()
  return rows.map((row) => row.id)
}

/** Conversations of a door, by its own names, whose owner has been writing a reply since then. */
export async function conversationsWithStaffTyping(
  database: Queryable,
  door: DoorName,
  since: number,
): Promise<string[]> {
  const rows = await database
    .selectFrom('desk_staff')
    .innerJoin('cases', (join) =>
      join.onRef('cases.id', '=', 'desk_staff.viewing').onRef('cases.owner', '=', 'desk_staff.login'),
    )
    .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
    .select('conversations.conversation_key')
    .where('desk_staff.typing_at', '>=', since)
    .where('conversations.door', '=', door)
    .where('conversations.control', '=', 'HUMAN')
    .execute()
  return rows.map((row) => row.conversation_key)
}
