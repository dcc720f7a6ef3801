/** Activities as this widget reads them off the wire. */
export interface WireActivity {
  type: string
  id?: string
  text?: string
  timestamp?: string
  replyToId?: string
  from?: { id?: string; name?: string; role?: string }
  name?: string
  value?: Waiting
  entities?: (VoteAction & { potentialAction?: VoteAction[] })[]
  suggestedActions?: { actions?: { type?: string; title?: string; value?: unknown }[] }
  channelData?: {
    clientActivityID?: string
    madoguchi?: { citations?: Citation[]; card?: Card; sender?: string; senderName?: string }
  }
}

/** A way to vote on an answer (schema.org), sent back as it came. */
export interface VoteAction {
  '@type'?: string
  '@id'?: string
}

/** The event that a vote is sent as, and by which every screen learns of it. */
export const FEEDBACK = 'webchat:activity-status/feedback'

/** Tells how the user waits for staff; no place when they do not (any more). */
export const WAITING = 'madoguchi/waiting'

export interface Waiting {
  place: number | null
  /** In words. */
  wait: string | null
}

export interface Citation {
  title: string
  url?: string
  date?: string
}

export interface Card {
  title: string
  badge: string
  badgeTone: 'open' | 'closed' | 'neutral'
  rows: { label: string; value: string }[]
}

export interface ActivitySet {
  activities?: WireActivity[]
  watermark?: string
}

/** What opens a conversation again after a reload. */
export interface Session {
  token: string
  conversationId: string
}

/** A refusal of the server, in its own words for the reader. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}
