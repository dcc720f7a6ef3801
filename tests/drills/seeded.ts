import { seededNumbers } from '../support/seeded.ts'

/** Whole numbers from 0 to below `limit`, the same for the same seed. */
export interface Dice {
  below(limit: number): number
  pick<T>(items: readonly T[]): T
}

export function seededDice(seed: number): Dice {
  const next = seededNumbers(seed)
  const below = (limit: number) => next() % Math.max(1, limit)
  return {
    below,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}
