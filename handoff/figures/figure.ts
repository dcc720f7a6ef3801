import type { Clock } from './case-times.ts'
import type { Counted } from './count.ts'
import type { Facts } from './facts.ts'

/** The parts of the page, in their order. */
export const groups = {
  policy: '政策の指標',
  ai: 'AIの応答',
  desk: '相談員の対応',
  survey: '満足度アンケート',
  records: '相談記録と成果',
  line: 'LINEの配信',
  safety: '安全と確実さ',
  model: '言語モデルの利用',
} as const
export type GroupId = keyof typeof groups

export type Unit = '件' | '%' | '分' | '点' | 'トークン'

export interface Target {
  value: number
  /** `year`: so many a year, compared with the part of it that fits the period; `level`: to be held always. */
  per: 'year' | 'level'
  /** `most` is a limit not to be passed. */
  is: 'least' | 'most'
  source: string
}

/** One number: what it is called, what it means, and how it is counted. The page, the CSV and the command show these. */
export interface FigureDefinition {
  id: string
  group: GroupId
  name: string
  definition: string
  unit: Unit
  target?: Target
  /** Times are counted twice: in opening hours and by the calendar. */
  timed?: true
  of(facts: Facts, clock: Clock): Counted
}

/** A table of numbers, drawn as a chart where one helps. */
export interface TableDefinition {
  id: string
  group: GroupId
  name: string
  definition: string
  /** What the rows are. */
  rowName: string
  columns: readonly { name: string; unit: Unit }[]
  /** `lines` for what goes on in time, `bars` for what is compared; left out where a table says it best. */
  chart?: 'lines' | 'bars'
  timed?: true
  rows(facts: Facts, clock: Clock): { label: string; values: (number | null)[] }[]
}
