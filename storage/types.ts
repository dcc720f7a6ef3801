import type { JsonObject } from './ground/json.ts'

/** The doors of the house: where a conversation comes in and its answers go out. */
export type DoorName = 'line' | 'web' | 'botframework' | 'terminal'

/** Who may speak in a conversation besides the user. */
export type Control = 'BOT' | 'HUMAN'

/** One thing a door received, in the terms of no channel. */
export interface InboundEvent {
  /** Unique for the door, from the platform where it gives one; the inbox takes an id once. */
  eventId: string
  door: DoorName
  /** The door's own name of the conversation: a LINE user id, a Direct Line conversation id. */
  conversationKey: string
  /** When it happened, milliseconds since the epoch: the order of the lane. */
  occurredAt: number
  kind: 'message' | 'action' | 'joined' | 'left'
  /** The words of a message, or the words an action stands for. */
  text: string
  /** What the door needs to answer: a reply token and when it was received, a conversation reference. */
  replyTo: JsonObject
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

export type NewMessage = Omit<Message, 'sequence'>

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
  createdAt: number
  firstAttemptAt: number | undefined
}

export interface NewOutboxItem {
  conversationId: string
  payload: JsonObject
  replyTo: JsonObject
  /**
   * The ownership epoch under which these words were composed: another one by now is a `conflict`, and nothing is
   * written. Left out for words that were decided in this very transaction.
   */
  composedUnder?: number
  /** Milliseconds that the words are held back, so that they can be taken back; 0 when absent. */
  holdMs?: number
}

export type DeliveryResult =
  | { status: 'sent'; externalIds?: string[] }
  /** Try again after `afterMs` (the dispatcher's own backoff when absent). */
  | { status: 'retry'; reason: string; afterMs?: number }
  /** Final: staff see it on the message. */
  | { status: 'failed'; reason: string }

/** How a door sends. Deliveries of one conversation come one at a time, in order. */
export interface Deliverer {
  /** Called once, before the first try; the result is stored before `deliver` is called. */
  plan?(item: OutboxItem, now: number): JsonObject
  /** Must be safe to repeat: the process may end between a send and its record. */
  deliver(item: OutboxItem, signal: AbortSignal): Promise<DeliveryResult>
}
