import type { Clock } from '../../storage/ground/clock.ts'
import { japanDate } from '../../storage/ground/japan-time.ts'
import { hasHeldFor, releaseHeldFor } from '../../storage/held.ts'
import type { Store } from '../../storage/store.ts'
import { holdReasons } from './line-deliverer.ts'
import type { QuotaWatch } from './quota.ts'

export interface QuotaReleaseOptions {
  store: Store
  clock: Clock
  quota: Pick<QuotaWatch, 'refreshWhenDue' | 'room'>
}

/** Nobody is woken by words that have waited for days: o'clock in Japan. */
const FIRST_HOUR = 8
const LAST_HOUR = 21
/** In one round; the next one comes soon. */
const AT_ONCE = 200

/** Sends what the quota held as soon as LINE tells of room: a new month, a greater plan, a reservation that is over. */
export function createQuotaRelease({ store, clock, quota }: QuotaReleaseOptions): () => Promise<void> {
  return async () => {
    await quota.refreshWhenDue()
    const { hour } = japanDate(clock.now())
    if (hour < FIRST_HOUR || hour >= LAST_HOUR) return
    const room = Math.min(await quota.room(), AT_ONCE)
    if (room <= 0 || !(await hasHeldFor(store.database, holdReasons.quota))) return
    await store.transaction((unit) => releaseHeldFor(unit, { reason: holdReasons.quota, plan: { way: 'push' }, room }))
  }
}
