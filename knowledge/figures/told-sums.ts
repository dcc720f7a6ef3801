import { findFigures } from './find-figures.ts'

/**
 * The sums of money (yen) that a text tells: those it writes, and where one is put on top of another (「50万円。特例では150万円が
 * 上乗せされ」) those of any two of them.
 */
export function toldSums(text: string): ReadonlySet<number> {
  const written = findFigures(text).flatMap(({ kind, value }) => (kind === 'money' ? [Number(value)] : []))
  const onTop = text.includes('上乗せ')
    ? written.flatMap((one, at) => written.slice(at + 1).map((other) => one + other))
    : []
  return new Set([...written, ...onTop])
}
