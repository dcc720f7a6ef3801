/** The value below which a share (0 to 1) of `sorted` lies; 0 where there are none. `sorted` is in ascending order. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
