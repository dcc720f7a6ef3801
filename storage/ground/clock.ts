/** The only source of the current time. Tests and `--now` pass a fixed one. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still at `instant` (milliseconds since the epoch). */
export const fixedClock = (instant: number): Clock => ({ now: () => instant })
