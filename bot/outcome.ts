/**
 * How a turn ended. `partial`: a record is told, and that what was asked of it in particular is not confirmed. Figures, texts, tests and metrics are exhaustive switches over `outcome`.
 */
export type Outcome =
  | {
      outcome: 'answered'
      reason: 'record' | 'partial' | 'list' | 'greeting' | 'thanks' | 'menu' | 'sources' | 'restarted' | 'state'
    }
  | { outcome: 'clarification'; reason: 'scheme' | 'question' | 'area' | 'purpose' | 'unclear' | 'novelty' }
  | { outcome: 'unanswerable'; reason: 'no-evidence' | 'unverified' | 'low-confidence' | 'ledger' | 'no-record' }
  | { outcome: 'declined'; reason: 'out-of-scope' | 'injection' | 'misuse' | 'judgement' | 'external-link' | 'abuse' }
  | { outcome: 'handoff'; reason: 'requested' | 'crisis' | 'complaint' | 'human-only' }
  | { outcome: 'error'; reason: 'timeout' | 'internal' }

/** Whether the user is left without what was asked: for the offer of a person, and for the figures of what is not known. */
export const leavesOpen = ({ outcome, reason }: { outcome: string; reason: string }): boolean =>
  outcome === 'unanswerable' || outcome === 'error' || (outcome === 'answered' && reason === 'partial')

export const outcomeNames = [
  'answered',
  'clarification',
  'unanswerable',
  'declined',
  'handoff',
  'error',
] as const satisfies readonly Outcome['outcome'][]

/** A source shown with an answer. `id` is a record's. */
export interface Citation {
  id: string
  title: string
  /** Absent when the record's sources have no address to open. */
  url?: string
  /** The date of the source, or the day the record was checked. */
  date?: string
}

/** A scheme told as a card where the door can show one (LINE Flex, web); the text always says the same. */
export interface SchemeCard {
  recordId: string
  /** Its number in a list, by which the user can choose it. */
  position?: number
  title: string
  /** The call's state as of today: 「受付終了」. */
  badge: string
  badgeTone: 'open' | 'closed' | 'neutral'
  /** `strong`: what the eye looks for first. */
  rows: { label: string; value: string; strong?: true }[]
}

/** One bubble to the user, in the terms of no channel. */
export interface Reply {
  text: string
  citations: Citation[]
  /** Things to tap next, at most 13, each at most 20 grapheme clusters; a tap sends the words themselves. */
  suggestions: string[]
  card?: SchemeCard
  /** Several schemes, a card each, with the words before and after them; `text` says the same without cards. */
  list?: { before: string; cards: SchemeCard[]; after: string }
}

/** What the room above has to carry out. */
export type Effect = { type: 'open-case'; topic: CaseTopic; reason: string; urgent: boolean }

export const caseTopics = ['補助金', 'バウチャー', '共同研究', '知財', '設備', '創業', 'その他'] as const
export type CaseTopic = (typeof caseTopics)[number]
