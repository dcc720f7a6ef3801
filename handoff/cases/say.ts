import { writePayload } from '../../bot/delivery.ts'
import { markMentioned } from '../../storage/case-reads.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { appendMessages } from '../../storage/messages.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { UnitOfWork } from '../../storage/schema.ts'

/** A line that goes out with another: its own message, the same delivery. */
export interface MoreWords {
  text: string
  suggestions: string[]
  details: JsonObject
}

export interface Words {
  conversationId: string
  caseId: string | undefined
  text: string
  /** What the user is told, where the thread keeps less: an address that works once. */
  said?: string
  at: number
  suggestions?: string[]
  /** Of the event being answered; left out for what nobody asked for. */
  replyTo?: JsonObject
  details?: JsonObject
  /** Said in the same breath: one push of LINE for both. What can be tapped is taken from here. */
  followedBy?: MoreWords | undefined
}

/** Stores a line of the system and puts it into the outbox, in the transaction at hand. Returns the message's id. */
export async function sayAsSystem(unit: UnitOfWork, identifiers: Identifiers, words: Words): Promise<string> {
  const id = identifiers.uuid()
  const { followedBy: more } = words
  const { conversationId, caseId, at } = words
  const line = { conversationId, caseId, role: 'system', private: false, at } as const
  await appendMessages(unit, [
    { ...line, id, text: words.text, details: words.details ?? {} },
    ...(more
      ? [{ ...line, id: identifiers.uuid(), text: more.text, details: { ...more.details, sentWith: id } } as const]
      : []),
  ])
  await enqueueDelivery(unit, {
    conversationId: words.conversationId,
    payload: writePayload({
      replies: [
        { text: words.said ?? words.text, citations: [], suggestions: more ? [] : (words.suggestions ?? []) },
        ...(more ? [{ text: more.text, citations: [], suggestions: more.suggestions }] : []),
      ],
      sender: 'system',
      messageId: id,
    }),
    replyTo: words.replyTo ?? {},
  })
  return id
}

/** Stores a note that only staff see, and marks the case for those it names. */
export async function writeNote(
  unit: UnitOfWork,
  identifiers: Identifiers,
  note: {
    conversationId: string
    caseId: string
    text: string
    at: number
    id?: string
    /** Logins of staff who are to see it. */
    mentions?: readonly string[]
    details: JsonObject
  },
): Promise<void> {
  const mentions = [...(note.mentions ?? [])]
  if (mentions.length > 0) await markMentioned(unit, note.caseId, mentions)
  await appendMessages(unit, [
    {
      id: note.id ?? identifiers.uuid(),
      conversationId: note.conversationId,
      caseId: note.caseId,
      role: 'staff',
      text: note.text,
      private: true,
      at: note.at,
      details: mentions.length > 0 ? { ...note.details, mentions } : note.details,
    },
  ])
}
