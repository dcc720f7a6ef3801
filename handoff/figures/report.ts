import type { Period } from '../../storage/figure-facts.ts'
import type { Store } from '../../storage/store.ts'
import { figures, notCounted, tables } from './all-figures.ts'
import { type Clock, type ClockName, clockOf } from './case-times.ts'
import type { Counted } from './count.ts'
import { DAY_MS, readFacts } from './facts.ts'
import type { FigureDefinition, GroupId, TableDefinition, Unit } from './figure.ts'

/** What is counted twice where time is measured, in opening hours and by the calendar; otherwise the same in both. */
export type PerClock<T> = Record<ClockName, T>

export interface CountedFigure {
  id: string
  group: GroupId
  name: string
  definition: string
  unit: Unit
  timed: boolean
  counted: PerClock<Counted>
  target: {
    /** As the source says it. */
    value: number
    per: 'year' | 'level'
    is: 'least' | 'most'
    source: string
    /** The part of it that fits the period; the value itself where it is to be held always. */
    forPeriod: number
    /** Null where nothing was counted. */
    met: boolean | null
  } | null
}

export interface CountedTable extends Omit<TableDefinition, 'rows' | 'chart' | 'timed'> {
  chart: 'lines' | 'bars' | null
  timed: boolean
  rows: PerClock<{ label: string; values: (number | null)[] }[]>
}

export interface Report {
  period: Period
  figures: CountedFigure[]
  tables: CountedTable[]
  notCounted: readonly { name: string; why: string }[]
}

const DAYS_OF_YEAR = 365

function targetOf(figure: FigureDefinition, value: number | null, { from, to }: Period): CountedFigure['target'] {
  const { target } = figure
  if (target === undefined) return null
  const days = (to - from + 1) / DAY_MS
  const forPeriod = target.per === 'year' ? Math.round(((target.value * days) / DAYS_OF_YEAR) * 10) / 10 : target.value
  const met = value === null ? null : target.is === 'least' ? value >= forPeriod : value <= forPeriod
  return { ...target, forPeriod, met }
}

/** Counts every figure and table of a period. Reads the database once and holds no words of anybody. */
export async function countFigures(store: Store, period: Period): Promise<Report> {
  const facts = await readFacts(store, period)
  const clocks = { open: clockOf(facts, 'open'), calendar: clockOf(facts, 'calendar') }
  const perClock = <T>(timed: true | undefined, of: (clock: Clock) => T): PerClock<T> => {
    const calendar = of(clocks.calendar)
    return { calendar, open: timed ? of(clocks.open) : calendar }
  }
  return {
    period,
    figures: figures.map((figure) => {
      const counted = perClock(figure.timed, (clock) => figure.of(facts, clock))
      const { id, group, name, definition, unit, timed = false } = figure
      return {
        id,
        group,
        name,
        definition,
        unit,
        timed,
        counted,
        target: targetOf(figure, counted.open.value, period),
      }
    }),
    tables: tables.map(({ rows, chart = null, timed, ...table }) => ({
      ...table,
      chart,
      timed: timed ?? false,
      rows: perClock(timed, (clock) => rows(facts, clock)),
    })),
    notCounted,
  }
}
