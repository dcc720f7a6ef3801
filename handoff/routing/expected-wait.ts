import { recentClaims } from '../../storage/cases.ts'
import type { Queryable } from '../../storage/schema.ts'
import { openTimeBetween } from '../hours/hours.ts'
import type { Hours } from '../settings/shapes.ts'
import { waitWords } from '../texts.ts'

const MINUTE_MS = 60_000
const SAMPLE = 20
/** Fewer say nothing about the next one. */
const LEAST_SAMPLE = 5
const SAMPLE_DAYS = 14

/** Median wait of the last twenty cases of two weeks in minutes of open time; undefined where too few were claimed. */
export async function medianWaitMinutes(database: Queryable, hours: Hours, now: number): Promise<number | undefined> {
  const claims = await recentClaims(database, now - SAMPLE_DAYS * 86_400_000, SAMPLE)
  if (claims.length < LEAST_SAMPLE) return undefined
  const waits = claims
    .map(({ waitingSince, claimedAt }) => openTimeBetween(hours, waitingSince, claimedAt))
    .sort((one, other) => one - other)
  return (waits[Math.floor(waits.length / 2)] ?? 0) / MINUTE_MS
}

/** The wait in coarse words; undefined where nothing can be said honestly. */
export async function expectedWait(database: Queryable, hours: Hours, now: number): Promise<string | undefined> {
  const minutes = await medianWaitMinutes(database, hours, now)
  if (minutes === undefined) return undefined
  if (minutes <= 5) return waitWords.soon
  if (minutes <= 15) return waitWords.ten
  if (minutes <= 45) return waitWords.thirty
  return minutes <= 90 ? waitWords.hour : waitWords.longer
}
