import { listAttachments } from '../../storage/attachments.ts'
import { linkedConversations } from '../../storage/conversation-links.ts'
import { findConversation } from '../../storage/conversations.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { listDeliveries } from '../../storage/outbox.ts'
import { listReferences } from '../../storage/references.ts'
import type { Queryable } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'
import type { Beside } from '../desk/views.ts'
import { newestMessages } from './newest-messages.ts'

/** The newest `count` messages of a person: of the conversation, and of the one it is linked with, by time. */
export async function readThread(
  database: Queryable,
  conversationId: string,
  count: number,
): Promise<{ messages: Message[]; beside: Beside }> {
  const ids = await linkedConversations(database, conversationId)
  const doors = new Map<string, string>()
  const messages: Message[] = []
  const deliveries: Beside['deliveries'][number][] = []
  const references = new Map<string, string>()
  for (const id of ids) {
    const conversation = await findConversation(database, id)
    if (conversation) doors.set(id, conversation.door)
    const own = await newestMessages(database, id, count)
    messages.push(...own)
    // A delivery is put into the outbox after its message: older ones belong to nothing that is shown.
    deliveries.push(...(await listDeliveries(database, id, { afterSequence: own[0]?.sequence ?? 0 })))
    for (const [externalId, messageId] of await listReferences(database, id)) references.set(externalId, messageId)
  }
  // Within a conversation its own order counts.
  if (ids.length > 1) messages.sort((one, other) => one.at - other.at)
  const attachments = await listAttachments(database, ids)
  return { messages: messages.slice(-count), beside: { deliveries, attachments, doors, references } }
}

/** The way back of the user's newest words; empty where there are none. */
export function wayBackOf(messages: readonly Message[]): JsonObject {
  const replyTo = messages.findLast(({ role }) => role === 'user')?.details.replyTo
  return replyTo !== null && typeof replyTo === 'object' && !Array.isArray(replyTo) ? replyTo : {}
}
