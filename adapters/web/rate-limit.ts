import type { Clock } from '../../storage/ground/clock.ts'
import { AppError } from '../../storage/ground/errors.ts'

export interface Rate {
  /** Calls that may come at once. */
  burst: number
  perSecond: number
}

/** Takes one call of `key`; throws `too_many_requests` with the seconds to wait when there are too many. */
export type RateLimit = (key: string) => void

const KEYS_KEPT = 10_000

/** A token bucket for each key. Memory is bounded: the keys longest unused are forgotten first. */
export function createRateLimit(rate: Rate, clock: Clock): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return (key) => {
    const now = clock.now()
    const known = buckets.get(key) ?? { left: rate.burst, at: now }
    const left = Math.min(rate.burst, known.left + (Math.max(0, now - known.at) / 1_000) * rate.perSecond)
    buckets.delete(key)
    buckets.set(key, { left: left < 1 ? left : left - 1, at: now })
    if (buckets.size > KEYS_KEPT) {
      const oldest = buckets.keys().next().value
      if (oldest !== undefined) buckets.delete(oldest)
    }
    if (left >= 1) return
    const retryAfterSeconds = Math.max(1, Math.ceil((1 - left) / rate.perSecond))
    throw new AppError('too_many_requests', 'rate limit', { details: { retryAfterSeconds } })
  }
}
