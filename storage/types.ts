import type { JsonObject } from './ground/json.ts'
import type { Queryable } from './schema.ts'

/** The doors of the house: where a conversation comes in and its answers go out. */
export type DoorName = 'line' | 'web' | 'botframework' | 'terminal'

/** Who may speak in a conversation besides the user. */
export type Control = 'BOT' | 'HUMAN'

/**
 * `withdrawn`, `edited`: the user took back or changed the message that `facts` names. `fetch`: the user asks for what
 * is held for them. `invited`: somebody asked us into a group. `linked`: the platform vouches for a link by its nonce.
 */
export type EventKind =
  | 'message'
  | 'action'
  | 'joined'
  | 'left'
  | 'withdrawn'
  | 'edited'
  | 'fetch'
  | 'invited'
  | 'linked'

/** What came with a message that has no words, or besides them. */
export interface Attachment {
  kind: 'image' | 'video' | 'audio' | 'file'
  /** Why it is not fetched: the platform cannot hand it out, or it is announced as too large. */
  refused?: 'elsewhere' | 'too-large'
  fileName?: string
  /** In bytes, as announced. */
  size?: number
}

/** What the door knows of an event besides its words. */
export interface EventFacts {
  /** The platform's own id of the message. */
  messageId?: string
  quotedMessageId?: string
  /** Names the pictures that were sent together. */
  set?: string
  attachment?: Attachment
  /** Instead of the kind's name in the thread: what a sticker means, where a place is. Personal data, as words are. */
  shown?: string
  /** A tap on something that is no longer good, or was never ours. */
  stale?: boolean
  /** The user came back after blocking us. */
  isBack?: boolean
  /** BCP 47, as the platform guesses it. */
  language?: string
  nonce?: string
  /** The row of an answer that the user misses, of which nobody knows whether it arrived. */
  again?: string
}

/** One thing a door received, in the terms of no channel. */
export interface InboundEvent {
  /** Unique for the door, from the platform where it gives one; the inbox takes an id once. */
  eventId: string
  door: DoorName
  /** The door's own name of the conversation: a LINE user id, a Direct Line conversation id. */
  conversationKey: string
  /** When it happened, milliseconds since the epoch: the order of the lane. */
  occurredAt: number
  kind: EventKind
  /** The words of a message, or the words an action stands for. */
  text: string
  /** What the door needs to answer: a reply token and when it was received, a conversation reference. */
  replyTo: JsonObject
  facts?: EventFacts
}

export interface Conversation {
  id: string
  door: DoorName
  conversationKey: string
  control: Control
  /** Goes up each time `control` changes hands; an answer begun under an older epoch is dropped. */
  controlEpoch: number
  /** The consultant's state, opaque here. */
  state: JsonObject | undefined
  /** Whether the door can reach the user now: false after the user blocked the bot. */
  reachable: boolean
  createdAt: number
  /** When the user was told what is kept of them, where a door tells it. */
  firstContactAt: number | undefined
}

/** An event taken from its lane by one worker until `leaseUntil`. */
export interface LeasedEvent {
  event: InboundEvent
  conversation: Conversation
  /** 1 on the first try. */
  attempt: number
  /** Proves that this worker still owns the lane. */
  leaseToken: string
  leaseUntil: number
  /** The events whose turn it was as well, by the ids of their rows, where it was looked for. */
  seenBeside: readonly string[]
}

export type MessageRole = 'user' | 'bot' | 'staff' | 'system'

export interface Message {
  id: string
  conversationId: string
  caseId: string | undefined
  role: MessageRole
  /** Only masked text is ever stored. */
  text: string
  /** Shown to staff only. */
  private: boolean
  at: number
  /** Order within the conversation. */
  sequence: number
  /** Outcome, citations, trail, author. */
  details: JsonObject
}

export type NewMessage = Omit<Message, 'sequence'> & {
  /** What the platform calls it. */
  externalId?: string | undefined
}

/** One send: all bubbles of an answer go out together. */
export interface OutboxItem {
  id: string
  conversationId: string
  door: DoorName
  conversationKey: string
  /** What to say: `{ replies: Reply[], sender: 'bot' | 'staff' | 'system', senderName?, messageId }`. */
  payload: JsonObject
  /** Copied from the event being answered; empty for what nobody asked for. */
  replyTo: JsonObject
  /** A UUID made with the row: the same on every try. */
  retryKey: string
  /** How the door decided, before the first try, to send this row; kept over restarts. */
  plan: JsonObject | undefined
  /** Tries begun before this one; above 0 the fate of the former try may be unknown. */
  attempts: number
  /** Order within the conversation. */
  sequence: number
  createdAt: number
  firstAttemptAt: number | undefined
}

export interface NewOutboxItem {
  conversationId: string
  payload: JsonObject
  replyTo: JsonObject
  /** Milliseconds that the words are held back, so that they can be taken back; 0 when absent. */
  holdMs?: number
}

/** A bubble as the platform calls it, and the message of ours that it belongs to. */
export interface ArrivedBubble {
  externalId: string
  messageId: string
}

export type DeliveryResult =
  | { status: 'sent'; externalIds?: string[]; arrived?: ArrivedBubble[]; carried?: string[] }
  /**
   * It waits for the user's next event, and is pushed after `until` (milliseconds since the epoch). `notice` is the
   * payload of what the user is told meanwhile. With the reason of `UNCERTAIN` it waits for the user's own word, and so
   * do the rows it carried.
   */
  | { status: 'held'; reason: string; until: number; notice?: JsonObject; carried?: string[] }
  /** Final, and nothing is amiss: it was not worth sending any more. */
  | { status: 'dropped'; reason: string }
  /** Try again after `afterMs` (the dispatcher's own backoff when absent). */
  | { status: 'retry'; reason: string; afterMs?: number }
  /** Final: staff see it on the message. */
  | { status: 'failed'; reason: string }

/** How a door sends. Deliveries of one conversation come one at a time, in order. */
export interface Deliverer {
  /**
   * Called once, in the transaction that begins the first try (again after a hold); the result is stored before `deliver`
   * is called.
   */
  plan?(db: Queryable, item: OutboxItem, now: number): JsonObject | Promise<JsonObject>
  /** Must be safe to repeat: the process may end between a send and its record. */
  deliver(item: OutboxItem, signal: AbortSignal): Promise<DeliveryResult>
}
