import { randomBytes } from 'node:crypto'

const TOKEN_LIFE_MS = 60_000
const EVENT_LIFE_MS = 20 * 60_000

interface Entry {
  userId: string
  eventAt: number
  /** Set by each delivery of the webhook; a token that was never delivered is not known to anyone. */
  aliveUntil: number
  used: boolean
}

/** LINE's reply tokens: used once, alive for a minute after the webhook, a redelivery gives a minute more. */
export function createReplyTokens(now: () => number) {
  const tokens = new Map<string, Entry>()
  return {
    issue(userId: string, eventAt: number): string {
      const token = randomBytes(16).toString('hex')
      tokens.set(token, { userId, eventAt, aliveUntil: 0, used: false })
      return token
    },
    /** The webhook that carries the token goes out now. */
    deliver(token: string): void {
      const entry = tokens.get(token)
      if (entry && now() - entry.eventAt < EVENT_LIFE_MS) entry.aliveUntil = now() + TOKEN_LIFE_MS
    },
    /** Whose chat the token is of, used or not. */
    owner: (token: string): string | undefined => tokens.get(token)?.userId,
    /** The user to answer; undefined for a token that is unknown, used or too old. */
    use(token: string): string | undefined {
      const entry = tokens.get(token)
      if (!entry || entry.used || now() > entry.aliveUntil) return undefined
      entry.used = true
      return entry.userId
    },
  }
}

export type ReplyTokens = ReturnType<typeof createReplyTokens>
