import type { Counted } from './count.ts'
import type { Facts } from './facts.ts'

/** A time that a case spent in states of a kind; `since` is when its user began to wait. */
export interface Stretch {
  caseId: string
  from: number
  to: number
  since: number
}

/** The stretches of all cases of the period in states that fit, as far as they lie within it. */
export function stretchesIn({ cases, events, period }: Facts, fits: (state: string) => boolean): Stretch[] {
  const all = cases.flatMap((row) => {
    const found: Stretch[] = []
    let from: number | undefined
    const end = (at: number) => {
      if (from !== undefined)
        found.push({ caseId: row.id, from, to: Math.min(at, period.to), since: row.waiting_since })
      from = undefined
    }
    for (const event of events.get(row.id) ?? []) {
      if (fits(event.to_state ?? '')) from ??= event.at
      else end(event.at)
    }
    end(period.to)
    return found
  })
  return all.filter(({ from, to }) => from < to)
}

/** How many of them there were at once at most; one that begins as another ends is not beside it. */
export function peak(stretches: readonly Stretch[]): Counted {
  const steps = stretches
    .flatMap(({ from, to }) => [
      { at: from, step: 1 },
      { at: to, step: -1 },
    ])
    .sort((one, other) => one.at - other.at || one.step - other.step)
  let now = 0
  let most = 0
  for (const { step } of steps) {
    now += step
    most = Math.max(most, now)
  }
  return { value: most, base: stretches.length }
}

/** The median; null of nothing. */
export function median(values: readonly number[]): Counted {
  const sorted = [...values].sort((one, other) => one - other)
  return { value: sorted[Math.ceil(sorted.length / 2) - 1] ?? null, base: sorted.length }
}
