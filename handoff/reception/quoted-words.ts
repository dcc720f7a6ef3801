import { z } from 'zod'
import { findReference } from '../../storage/references.ts'
import type { Conversation, InboundEvent } from '../../storage/types.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import type { ReceptionContext } from './context.ts'

const citedSchema = z.object({ citations: z.array(z.object({ title: z.string() })).min(1) })

/**
 * Words that quote an older answer of the bot are asked about what that answer was about. The newest one needs no help:
 * the consultant remembers it.
 */
export async function withQuoted(
  context: ReceptionContext,
  conversation: Conversation,
  event: InboundEvent,
): Promise<InboundEvent> {
  const quoted = event.facts?.quotedMessageId
  if (quoted === undefined) return event
  const { database } = context.store
  const id = await findReference(database, conversation.id, quoted)
  if (id === undefined) return event
  const answers = (await newestMessages(database, conversation.id, 200)).filter(({ role }) => role === 'bot')
  const answer = answers.find((message) => message.id === id)
  if (!answer || answer === answers.at(-1)) return event
  const title = citedSchema.safeParse(answer.details).data?.citations[0]?.title
  return title === undefined || event.text.includes(title) ? event : { ...event, text: `${title}の${event.text}` }
}
