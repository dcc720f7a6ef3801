import type { Period } from '../../storage/figure-facts.ts'
import { japanDate, japanDay, japanInstant } from '../../storage/ground/japan-time.ts'

export interface Bucket {
  label: string
  from: number
}

const DAYS = 45
const WEEKS = 26 * 7

const dayLabel = (instant: number): string => {
  const { month, day } = japanDate(instant)
  return `${month}/${day}`
}

/** A period cut into days, weeks (from its first day) or months, so that a chart has some ten to fifty points. */
export function bucketsOf({ from, to }: Period): Bucket[] {
  const start = japanInstant(japanDay(from)) ?? from
  const days = Math.floor((to - start) / 86_400_000) + 1
  const step = days <= DAYS ? 1 : 7
  const buckets: Bucket[] = []
  if (days <= WEEKS) {
    for (let day = 0; day < days; day += step) {
      const at = start + day * 86_400_000
      buckets.push({ label: step === 1 ? dayLabel(at) : `${dayLabel(at)}〜`, from: at })
    }
    return buckets
  }
  let { year, month } = japanDate(from)
  for (;;) {
    const at = Date.UTC(year, month - 1, 1) - 9 * 3_600_000
    if (at > to) return buckets
    buckets.push({ label: `${year}年${month}月`, from: at })
    month += 1
    if (month === 13) [year, month] = [year + 1, 1]
  }
}

/** The place of a moment among buckets in ascending order. */
export function bucketAt(buckets: readonly Bucket[], at: number): number {
  return Math.max(
    0,
    buckets.findLastIndex((bucket) => bucket.from <= at),
  )
}
