import type { Selectable } from 'kysely'
import type { JsonObject } from './ground/json.ts'
import { hasChanged, keptQuery } from './kept-query.ts'
import type { ConversationsTable, Queryable, UnitOfWork } from './schema.ts'
import type { Control, Conversation, DoorName } from './types.ts'

/** A row in the terms of the house. */
export function toConversation(row: Selectable<ConversationsTable>): Conversation {
  return {
    id: row.id,
    door: row.door as DoorName,
    conversationKey: row.conversation_key,
    control: row.control as Control,
    controlEpoch: row.control_epoch,
    state: row.state === null ? undefined : (JSON.parse(row.state) as JsonObject),
    reachable: row.reachable === 1,
    createdAt: row.created_at,
    firstContactAt: row.first_contact_at ?? undefined,
  }
}

const byId = keptQuery((db, { id }: { id: string }) => db.selectFrom('conversations').selectAll().where('id', '=', id))

export async function findConversation(db: Queryable, id: string): Promise<Conversation | undefined> {
  const [row] = (await byId(db, { id })).rows
  return row && toConversation(row)
}

/** By the door's own name of it: a LINE user id, a Direct Line conversation id. */
export async function findConversationByKey(
  db: Queryable,
  door: DoorName,
  key: string,
): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('door', '=', door)
    .where('conversation_key', '=', key)
    .executeTakeFirst()
  return row && toConversation(row)
}

/**
 * Gives the word to the bot or to staff and counts the epoch up. Returns the new epoch, or undefined (nothing
 * written) when the conversation is unknown or `expectedEpoch` is no longer the present one.
 */
export async function setControl(
  unit: UnitOfWork,
  change: { conversationId: string; control: Control; expectedEpoch?: number },
): Promise<number | undefined> {
  const { expectedEpoch } = change
  const row = await unit
    .updateTable('conversations')
    .set((column) => ({ control: change.control, control_epoch: column('control_epoch', '+', 1) }))
    .where('id', '=', change.conversationId)
    .$if(expectedEpoch !== undefined, (query) => query.where('control_epoch', '=', expectedEpoch ?? -1))
    .returning('control_epoch')
    .executeTakeFirst()
  return row?.control_epoch
}

const keepState = keptQuery((db, { id, state, epoch }: { id: string; state: string | null; epoch: number }) =>
  db.updateTable('conversations').set({ state }).where('id', '=', id).where('control_epoch', '=', epoch),
)

/** Keeps the consultant's state, or clears it (undefined); false (nothing written) when control has changed hands since `expectedEpoch`. */
export async function saveConversationState(
  unit: UnitOfWork,
  conversationId: string,
  state: JsonObject | undefined,
  expectedEpoch: number,
): Promise<boolean> {
  const written = state === undefined ? null : JSON.stringify(state)
  const result = await keepState(unit, { id: conversationId, state: written, epoch: expectedEpoch })
  return hasChanged(result)
}

/** Clears what the consultant remembers of conversations; a turn that began with it is thought anew. */
export async function forgetMemory(unit: UnitOfWork, conversationIds: readonly string[]): Promise<void> {
  await unit
    .updateTable('conversations')
    .set((column) => ({ state: null, control_epoch: column('control_epoch', '+', 1) }))
    .where('id', 'in', [...conversationIds])
    .execute()
}

/** Whether the door can reach the user now: false after the user blocked the bot. */
export async function setReachable(unit: UnitOfWork, conversationId: string, reachable: boolean): Promise<void> {
  await unit
    .updateTable('conversations')
    .set({ reachable: reachable ? 1 : 0 })
    .where('id', '=', conversationId)
    .execute()
}

/** Notes that the user was told of the emergency banner of this version; false when they had been told before. */
export async function markBannerSeen(unit: UnitOfWork, conversationId: string, banner: string): Promise<boolean> {
  const result = await unit
    .updateTable('conversations')
    .set({ banner_seen: banner })
    .where('id', '=', conversationId)
    .where((where) => where.or([where('banner_seen', 'is', null), where('banner_seen', '<>', banner)]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const markContact = keptQuery((db, { id, at }: { id: string; at: number }) =>
  db
    .updateTable('conversations')
    .set({ first_contact_at: at })
    .where('id', '=', id)
    .where('first_contact_at', 'is', null),
)

/** Notes that the user is told now what is kept of them; false when they were told before. */
export async function markFirstContact(unit: UnitOfWork, conversationId: string, at: number): Promise<boolean> {
  const result = await markContact(unit, { id: conversationId, at })
  return hasChanged(result)
}

/** Notes that the user is told now that their messages are too many; false when they were told since `notSince`. */
export async function markCrowdTold(
  unit: UnitOfWork,
  conversationId: string,
  { at, notSince }: { at: number; notSince: number },
): Promise<boolean> {
  const result = await unit
    .updateTable('conversations')
    .set({ crowd_told_at: at })
    .where('id', '=', conversationId)
    .where(({ eb, or }) => or([eb('crowd_told_at', 'is', null), eb('crowd_told_at', '<=', notSince)]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const countUp = keptQuery((db, { id, count }: { id: string; count: number }) =>
  db
    .updateTable('conversations')
    .set((column) => ({ next_sequence: column('next_sequence', '+', count) }))
    .where('id', '=', id)
    .returning(['next_sequence', 'door', 'conversation_key', 'control', 'control_epoch']),
)

/**
 * Takes `count` places in the order of a conversation and returns the first. Locks the row until the transaction ends,
 * so that two writers never take the same place. Undefined when there is no such conversation.
 */
export async function takeSequence(
  unit: UnitOfWork,
  conversationId: string,
  count: number,
): Promise<
  | (Pick<Selectable<ConversationsTable>, 'door' | 'conversation_key' | 'control' | 'control_epoch'> & {
      first: number
    })
  | undefined
> {
  const [row] = (await countUp(unit, { id: conversationId, count })).rows
  if (row === undefined) return undefined
  const { next_sequence: next, ...conversation } = row
  return { ...conversation, first: next - count }
}
