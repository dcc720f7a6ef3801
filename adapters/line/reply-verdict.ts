import type { SendOutcome } from './line-calls.ts'
import { TOKEN_LIFE_MS } from './reply-token.ts'

/**
 * What to make of the end of a reply: `unsent`, nothing was sent so far, try anew; `push`, nothing was sent and the
 * token is of no use; `plain`, LINE has found a fault in the bubbles, which spends no token; `repeat`, the fate is
 * unknown, the same token again; `uncertain`, nobody can tell whether an earlier try has arrived.
 */
export type ReplyVerdict = 'sent' | 'uncertain' | 'unsent' | 'push' | 'plain' | 'repeat' | 'failed'

export interface ReplyTry {
  /** No earlier try, or each one is known to have sent nothing. */
  isFirst: boolean
  /** When the first try began, and now, in milliseconds since the receipt of the token. */
  beganAtAge: number
  age: number
}

/** The rule of docs/decisions/0004-line-delivery.md. */
export function judgeReply(outcome: SendOutcome, { isFirst, beganAtAge, age }: ReplyTry): ReplyVerdict {
  switch (outcome.kind) {
    case 'accepted':
      return 'sent'
    case 'unknown':
      // LINE takes a token once, so a repeat cannot double.
      return 'repeat'
    case 'unsent':
      return isFirst ? 'unsent' : 'repeat'
    case 'refused':
      if (outcome.status !== 400) return 'failed'
      if (outcome.bodyFault) return 'plain'
      if (isFirst) return 'push'
      // Within its life a token is refused only when an earlier try has used it.
      if (age < TOKEN_LIFE_MS) return 'sent'
      // Used by then or aged since: nothing here can tell, the user can.
      return beganAtAge < TOKEN_LIFE_MS ? 'uncertain' : 'push'
  }
}
