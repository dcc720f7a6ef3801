import { japanDay } from '../../storage/ground/japan-time.ts'
import { groups } from './figure.ts'
import type { CountedFigure, Report } from './report.ts'

type Row = (string | number | null)[]

export const clockWords = { open: '受付時間', calendar: '暦の時間' } as const

/** 「年間500件（期間分 41件）」 */
export function targetWords({ target, unit }: CountedFigure): string {
  if (target === null) return ''
  const limit = target.is === 'least' ? '以上' : '以下'
  if (target.per === 'level') return `${target.value}${unit}${limit}`
  return `年間${target.value}${unit}${limit}（期間分 ${target.forPeriod}${unit}）`
}

export const metWords = (met: boolean | null): string => (met === null ? '' : met ? '達成' : '未達')

/** The whole report as rows of a table for a spreadsheet: the figures first, then each table below its name. */
export function reportRows({ period, figures, tables, notCounted }: Report): Row[] {
  const rows: Row[] = [
    ['窓口の数字', `${japanDay(period.from)} から ${japanDay(period.to)} まで（日本時間）`],
    [],
    ['分類', '項目', '値', '単位', '暦の時間での値', '母数', '目標', '達成', '定義', '目標の出典', '記号'],
    ...figures.map((figure): Row => {
      const { counted, target, timed } = figure
      return [
        groups[figure.group],
        figure.name,
        counted.open.value,
        figure.unit,
        timed ? counted.calendar.value : '',
        counted.open.base ?? '',
        targetWords(figure),
        metWords(target?.met ?? null),
        timed ? `${figure.definition}「値」は受付時間で数えたもの。` : figure.definition,
        target?.source ?? '',
        figure.id,
      ]
    }),
  ]
  for (const table of tables) {
    const heads = table.columns.map(({ name, unit }) => `${name}（${unit}）`)
    const clocks = table.timed ? (['open', 'calendar'] as const) : (['open'] as const)
    for (const clock of clocks) {
      rows.push([], [table.timed ? `${table.name}（${clockWords[clock]}）` : table.name, table.definition])
      rows.push([table.rowName, ...heads])
      rows.push(...table.rows[clock].map(({ label, values }): Row => [label, ...values]))
    }
  }
  rows.push([], ['この窓口では数えられない指標', '理由'], ...notCounted.map(({ name, why }): Row => [name, why]))
  return rows
}
