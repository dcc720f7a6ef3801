import type { Clock } from '../../storage/ground/clock.ts'

export interface MovableClock extends Clock {
  /** Lets `ms` milliseconds pass at once. */
  advance(ms: number): void
}

/** A clock that moves only when told to. */
export function createMovableClock(start = Date.parse('2026-11-23T10:00:00+09:00')): MovableClock {
  let instant = start
  return {
    now: () => instant,
    advance: (ms) => {
      instant += ms
    },
  }
}
