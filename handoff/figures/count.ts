import { quantile } from '../../storage/ground/quantile.ts'

/** A counted figure: null where there is nothing to count; `base` is how many things it was counted of. */
export interface Counted {
  value: number | null
  base?: number
}

export const count = (value: number): Counted => ({ value })

/** A share in percent, to one decimal. */
export const share = (part: number, whole: number): Counted => ({
  value: whole === 0 ? null : Math.round((part / whole) * 1000) / 10,
  base: whole,
})

const MINUTE_MS = 60_000

/** The given quantile (0.5 is the median) of milliseconds, in minutes to one decimal. */
export function minutesAt(milliseconds: readonly number[], at: number): Counted {
  if (milliseconds.length === 0) return { value: null, base: 0 }
  const sorted = [...milliseconds].sort((one, other) => one - other)
  return { value: Math.round((quantile(sorted, at) / MINUTE_MS) * 10) / 10, base: sorted.length }
}

/** How many times each key occurs, most frequent first. */
export function tally<T>(things: readonly T[], keyOf: (thing: T) => string): [key: string, count: number][] {
  const counts = new Map<string, number>()
  for (const thing of things) {
    const key = keyOf(thing)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other, 'ja'))
}
