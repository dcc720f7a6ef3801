import { findFigures } from './find-figures.ts'

const sumsIn = (text: string): number[] =>
  findFigures(text).flatMap(({ kind, value }) => (kind === 'money' ? [Number(value)] : []))

/**
 * The sums of money (yen) that a text tells: those it writes, and where one is put on top of another those of the two:
 * 「上限は50万円です。特例では150万円が上乗せされます。」 tells 200万円 as well.
 */
export function toldSums(text: string): ReadonlySet<number> {
  const at = text.indexOf('上乗せ')
  const sentence = text.lastIndexOf('。', at) + 1
  const [base, added] = at < 0 ? [[], []] : [sumsIn(text.slice(0, sentence)), sumsIn(text.slice(sentence, at))]
  return new Set([...sumsIn(text), ...base.flatMap((one) => added.map((other) => one + other))])
}
