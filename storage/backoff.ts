/** How long to wait after the `tries`-th try that failed: 1 s, 2 s, 4 s … at most `longestMs`, a minute when absent. */
export function backoffMs(tries: number, longestMs = 60_000): number {
  return Math.min(1_000 * 2 ** Math.max(0, tries - 1), longestMs)
}
