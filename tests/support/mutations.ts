import { findFigures, normalizeFigures } from '../../knowledge/figures/find-figures.ts'

/** A true sentence made false in one place, and what was changed. */
export interface Mutation {
  kind: 'figure' | 'comparator' | 'polarity'
  text: string
  change: string
}

const swaps: Record<'comparator' | 'polarity', readonly (readonly [RegExp, readonly string[]])[]> = {
  comparator: [
    [/以内/g, ['以上', '超']],
    [/以下/g, ['以上', '未満']],
    [/未満/g, ['以上', '以下']],
    [/以上/g, ['以下', '未満']],
    [/以降/g, ['以前']],
    [/上限/g, ['下限']],
    [/下限/g, ['上限']],
    [/最大/g, ['最低']],
  ],
  polarity: [
    [/できます/g, ['できません']],
    [/できません/g, ['できます']],
    [/対象外/g, ['対象']],
    [/対象です/g, ['対象外です']],
    [/(?<!あり)ません/g, ['ます']],
    [/必要です/g, ['不要です']],
    [/不要/g, ['必要']],
    [/必須/g, ['任意']],
    [/含みます/g, ['含みません']],
    [/なります/g, ['なりません']],
    [/可能です/g, ['不可能です', '不可です']],
    [/無料/g, ['有料']],
    [/決定前/g, ['決定後']],
    [/終了しています/g, ['終了していません']],
  ],
}

/** Another digit for one of a figure's digits, every digit in turn: 150万円 → 250万円, 160万円 … */
function figureMutations(text: string): Mutation[] {
  const found: Mutation[] = []
  for (const { raw } of findFigures(text)) {
    const at = text.indexOf(raw)
    if (at < 0) continue
    for (const digit of raw.matchAll(/\d/g)) {
      const place = at + digit.index
      for (const by of [1, 4]) {
        const other = String((Number(digit[0]) + by) % 10)
        found.push({ kind: 'figure', text: replaceAt(text, place, 1, other), change: `${raw}: ${digit[0]} → ${other}` })
      }
    }
    for (const [unit, other] of [
      ['万', '億'],
      ['億', '万'],
      ['月', '年'],
      ['週間', 'か月'],
    ] as const) {
      const place = raw.indexOf(unit)
      if (place >= 0) {
        const text_ = replaceAt(text, at + place, unit.length, other)
        found.push({ kind: 'figure', text: text_, change: `${raw}: ${unit} → ${other}` })
      }
    }
  }
  return found
}

const replaceAt = (text: string, place: number, length: number, other: string) =>
  text.slice(0, place) + other + text.slice(place + length)

const valuesOf = (text: string) =>
  findFigures(text)
    .map(({ kind, value, comparator }) => `${kind}:${value}:${comparator ?? ''}`)
    .sort()
    .join(' ')

/** Every way in which one figure, comparator or word of polarity of a sentence is turned into another. */
export function mutationsOf(sentence: string): Mutation[] {
  const text = normalizeFigures(sentence)
  const values = valuesOf(text)
  const swapped = Object.entries(swaps).flatMap(([kind, pairs]) =>
    pairs.flatMap(([pattern, others]) =>
      [...text.matchAll(pattern)].flatMap((match) =>
        others.map((other) => ({
          kind: kind as Mutation['kind'],
          text: replaceAt(text, match.index, match[0].length, other),
          change: `${match[0]} → ${other}`,
        })),
      ),
    ),
  )
  // 1/2 and 2/4, or a digit of what is read as no figure, change nothing.
  return [...figureMutations(text).filter((mutation) => valuesOf(mutation.text) !== values), ...swapped]
}
