import { keptQuery } from './kept-query.ts'
import type { MessageReferencesTable, Queryable, UnitOfWork } from './schema.ts'
import type { ArrivedBubble } from './types.ts'

/** Remembers what the platform calls messages of ours, so that a quote or a withdrawal can be followed. */
export async function keepReferences(
  unit: UnitOfWork,
  conversationId: string,
  bubbles: readonly ArrivedBubble[],
): Promise<void> {
  for (const { externalId, messageId } of bubbles) {
    await keep(unit, { conversation_id: conversationId, external_id: externalId, message_id: messageId })
  }
}

const keep = keptQuery((db, row: MessageReferencesTable) =>
  db
    .insertInto('message_references')
    .values(row)
    .onConflict((conflict) => conflict.columns(['conversation_id', 'external_id']).doNothing()),
)

/** The message of ours that the platform calls `externalId`. */
export async function findReference(
  db: Queryable,
  conversationId: string,
  externalId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('message_references')
    .select('message_id')
    .where('conversation_id', '=', conversationId)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row?.message_id
}

const withdrawn = keptQuery((db, message: { conversationId: string; externalId: string }) =>
  db
    .selectFrom('withdrawn_messages')
    .select('at')
    .where('conversation_id', '=', message.conversationId)
    .where('external_id', '=', message.externalId),
)

/** Whether the user took this message back before we read it. */
export async function isWithdrawn(db: Queryable, conversationId: string, externalId: string): Promise<boolean> {
  const { rows } = await withdrawn(db, { conversationId, externalId })
  return rows.length > 0
}

export async function markWithdrawn(
  unit: UnitOfWork,
  conversationId: string,
  externalId: string,
  at: number,
): Promise<void> {
  await unit
    .insertInto('withdrawn_messages')
    .values({ conversation_id: conversationId, external_id: externalId, at })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'external_id']).doNothing())
    .execute()
}

/** Pairs of what the platform calls a message and its id here, for the newest messages of a conversation. */
export async function listReferences(db: Queryable, conversationId: string): Promise<[string, string][]> {
  const rows = await db
    .selectFrom('message_references')
    .select(['external_id', 'message_id'])
    .where('conversation_id', '=', conversationId)
    .execute()
  return rows.map((row) => [row.external_id, row.message_id])
}
