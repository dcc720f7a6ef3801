import { placeBeforeNewest } from '../../storage/cases.ts'
import { listMessages } from '../../storage/messages.ts'
import type { Queryable } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'

/** The newest `count` messages of a conversation, oldest of them first. */
export async function newestMessages(database: Queryable, conversationId: string, count: number): Promise<Message[]> {
  const afterSequence = await placeBeforeNewest(database, conversationId, count)
  return listMessages(database, conversationId, { afterSequence, limit: count })
}
