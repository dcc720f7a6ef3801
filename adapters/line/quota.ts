import { z } from 'zod'
import { readFact, writeFact } from '../../storage/facts.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import { messageOf } from '../../storage/ground/errors.ts'
import { japanMonth } from '../../storage/ground/japan-time.ts'
import { parseJson } from '../../storage/ground/json.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import type { Store } from '../../storage/store.ts'
import type { LineCalls } from './line-calls.ts'

/** The pushes of the month: what LINE said last, and what we sent since. */
export interface QuotaState {
  /** Pushes a month; undefined where the plan knows no limit. */
  limit: number | undefined
  used: number
}

export interface QuotaWatch {
  /** False once the month's pushes are used up, as far as is known: only replies go out then. */
  mayPush(): Promise<boolean>
  /** One push more was taken. */
  count(): Promise<void>
  /** Asked after a 429: whether it was the quota. `hinted`: LINE's own words named it. */
  isUsedUp(hinted: boolean): Promise<boolean>
  /** Asks LINE anew, every five minutes; keeps what is known where LINE does not answer. */
  refreshWhenDue(): Promise<void>
  state(): Promise<QuotaState | undefined>
  /** Pushes that are left this month, as LINE has told: none while it has not. */
  room(): Promise<number>
}

export interface QuotaOptions {
  store: Store
  clock: Clock
  logger: Logger
  calls: Pick<LineCalls, 'ask'>
  /** Told once a month at each step, in the transaction that found it. */
  onStep?: (unit: UnitOfWork, step: QuotaStep) => Promise<unknown>
}

/** Where the newest warning stands for staff; absent while all is well. */
export const QUOTA_FACT = 'line-quota'

/** Percents of the month's pushes that are told. */
export type QuotaStep = 80 | 90 | 100
const steps: readonly QuotaStep[] = [100, 90, 80]
/** LINE calls its own figure approximate: with its word for it, so little may be left. */
const NEARLY = 0.95
const ASKED_EVERY_MS = 5 * 60_000
/** Where LINE did not answer. */
const ASKED_AGAIN_MS = 30_000
/** What LINE has not counted by then it does not count: a push to who has left, for one. */
const COUNTED_WITHIN_MS = 24 * 3_600_000

const keptSchema = z.object({
  month: z.string(),
  limit: z.number().nullable(),
  used: z.number(),
  /** Ours that `used` does not hold yet, and when the last of them was sent. */
  since: z.number(),
  countedAt: z.number().default(0),
  warned: z.number(),
})
type Kept = z.infer<typeof keptSchema>

/** LINE's figure is approximate, and behind the truth: of ours, what it has not grown by. */
const notYetIn = (totalUsage: number, { used, since }: Kept): number =>
  Math.max(0, since - Math.max(0, totalUsage - used))

const totalOf = ({ used, since }: Kept): number => used + since

/** Where the quota stands as a share of a hundred; undefined without a limit or a figure of this month. */
async function readQuota(db: Queryable, now: number): Promise<QuotaState | undefined> {
  const kept = await readKept(db, now)
  return kept && { limit: kept.limit ?? undefined, used: totalOf(kept) }
}

/** The same for the desk; null where nothing is known of this month. */
export async function readPushQuota(
  db: Queryable,
  now: number,
): Promise<{ used: number; limit: number | null } | null> {
  const quota = await readQuota(db, now)
  return quota === undefined ? null : { used: quota.used, limit: quota.limit ?? null }
}

async function readKept(db: Queryable, now: number): Promise<Kept | undefined> {
  const result = keptSchema.safeParse(parseJson((await readFact(db, QUOTA_FACT)) ?? ''))
  return result.success && result.data.month === japanMonth(now) ? result.data : undefined
}

/** Watches the month's pushes: a message that cannot be paid for waits for the user's next word instead of being lost. */
export function createQuotaWatch({ store, clock, logger, calls, onStep }: QuotaOptions): QuotaWatch {
  const isOver = (kept: Kept | undefined): boolean =>
    kept !== undefined && kept.limit !== null && totalOf(kept) >= kept.limit

  /** Writes the figures down and warns once at each step. */
  async function keep(unit: UnitOfWork, kept: Kept): Promise<void> {
    const percent = kept.limit ? (totalOf(kept) / kept.limit) * 100 : kept.limit === 0 ? 100 : 0
    const step = steps.find((least) => percent >= least)
    if (step !== undefined && step > kept.warned) {
      logger.warn({ percent: step, used: totalOf(kept), limit: kept.limit }, 'the LINE quota of this month')
      await onStep?.(unit, step)
    }
    await writeFact(unit, QUOTA_FACT, JSON.stringify({ ...kept, warned: Math.max(step ?? 0, kept.warned) }))
  }

  let dueAt = 0

  /** False where LINE does not tell. */
  async function ask(): Promise<boolean> {
    try {
      const quota = await calls.ask('quota', (client) => client.getMessageQuota())
      const { totalUsage } = await calls.ask('consumption', (client) => client.getMessageQuotaConsumption())
      const limit = quota.type === 'limited' ? (quota.value ?? 0) : null
      await store.transaction(async (unit) => {
        const now = clock.now()
        const before = await readKept(unit, now)
        const { warned = 0, countedAt = 0 } = before ?? {}
        const since = before && now - countedAt < COUNTED_WITHIN_MS ? notYetIn(totalUsage, before) : 0
        await keep(unit, { month: japanMonth(now), limit, used: totalUsage, since, countedAt, warned })
      })
      dueAt = clock.now() + ASKED_EVERY_MS
      return true
    } catch (thrown) {
      logger.warn({ reason: messageOf(thrown).slice(0, 80) }, 'LINE did not tell the quota')
      dueAt = clock.now() + ASKED_AGAIN_MS
      return false
    }
  }

  return {
    async refreshWhenDue() {
      if (clock.now() >= dueAt) await ask()
    },
    state: () => readQuota(store.database, clock.now()),
    async room() {
      const kept = await readKept(store.database, clock.now())
      if (!kept) return 0
      return kept.limit === null ? Number.POSITIVE_INFINITY : kept.limit - totalOf(kept)
    },
    async mayPush() {
      return !isOver(await readKept(store.database, clock.now()))
    },
    count: () =>
      store.transaction(async (unit) => {
        const kept = await readKept(unit, clock.now())
        if (kept) await keep(unit, { ...kept, since: kept.since + 1, countedAt: clock.now() })
      }),
    async isUsedUp(hinted) {
      const isTold = await ask()
      const kept = await readKept(store.database, clock.now())
      if (isOver(kept)) return true
      if (!hinted) return false
      // Where LINE tells no figures its words are all there is.
      const near = !isTold || (kept?.limit != null && totalOf(kept) >= kept.limit * NEARLY)
      // Until it tells again our own counter says so too; held too early is mended then.
      if (near && kept?.limit != null) {
        const { limit } = kept
        await store.transaction((unit) => keep(unit, { ...kept, used: limit, since: 0 }))
      }
      return near
    },
  }
}
