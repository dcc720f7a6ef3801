import type { Clock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'

const WINDOW_MS = 15 * 60_000
const PER_LOGIN = 10
const PER_ADDRESS = 40
/** Logins and addresses remembered at most; the oldest are forgotten first. */
const CAPACITY = 5_000

interface Tries {
  count: number
  until: number
}

export interface LoginThrottle {
  /** Counts a try before the password is looked at; throws `too_many_requests` beyond the limits. */
  begin(login: string, address: string): void
  /** Forgets the tries of a login that proved its password, and takes this one back from its address. */
  succeeded(login: string, address: string): void
}

/** Limits guessing: ten tries a login and forty an address in fifteen minutes, in bounded memory. */
export function createLoginThrottle(clock: Clock): LoginThrottle {
  const tries = new Map<string, Tries>()

  const count = (key: string, limit: number) => {
    const now = clock.now()
    const known = tries.get(key)
    const current = known !== undefined && known.until > now ? known : { count: 0, until: now + WINDOW_MS }
    if (current.count >= limit) {
      const minutes = Math.ceil((current.until - now) / 60_000)
      throw new AppError('too_many_requests', 'too many log-in tries', {
        publicText: `ログインの失敗が続いたため、一時的に受け付けていません。約${minutes}分後にお試しください。`,
        details: { retryAfterSeconds: Math.ceil((current.until - now) / 1_000) },
      })
    }
    tries.delete(key)
    tries.set(key, { count: current.count + 1, until: current.until })
    const oldest = tries.keys().next().value
    if (tries.size > CAPACITY && oldest !== undefined) tries.delete(oldest)
  }

  return {
    begin(login, address) {
      count(`address ${address}`, PER_ADDRESS)
      count(`login ${login.slice(0, 64)}`, PER_LOGIN)
    },
    succeeded(login, address) {
      tries.delete(`login ${login.slice(0, 64)}`)
      // The tries of an address stay: behind a router or a proxy it is shared, by guessers too.
      const shared = tries.get(`address ${address}`)
      if (shared !== undefined) shared.count -= 1
    },
  }
}
