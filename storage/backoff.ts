const longestMs = 60_000

/** How long to wait after the `tries`-th try that failed: 1 s, 2 s, 4 s … at most a minute. */
export function backoffMs(tries: number): number {
  return Math.min(1_000 * 2 ** Math.max(0, tries - 1), longestMs)
}
