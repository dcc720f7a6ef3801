import { AppError } from '../../storage/ground/errors.ts'
import { texts } from './texts.ts'

/** A whole number of at least one; throws `misuse` naming the option. */
export function parseCount(option: string, text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1) return count
  throw new AppError('misuse', `bad ${option}`, { publicText: texts.badCount(option) })
}
