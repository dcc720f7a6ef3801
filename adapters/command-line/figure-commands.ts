import type { Command } from 'commander'
import { csvOf } from '../../handoff/desk/csv.ts'
import { groups } from '../../handoff/figures/figure.ts'
import { readPeriod } from '../../handoff/figures/period.ts'
import { type CountedFigure, countFigures, type Report } from '../../handoff/figures/report.ts'
import { metWords, reportRows, targetWords } from '../../handoff/figures/report-rows.ts'
import { keysOf } from '../../handoff/records/record-words.ts'
import { recordAudit } from '../../storage/audit.ts'
import { japanDay } from '../../storage/ground/japan-time.ts'
import type { Desk } from './house.ts'

const shown = (value: number | null, unit: string): string =>
  value === null ? '—' : `${value.toLocaleString('ja-JP')}${unit}`

function line(figure: CountedFigure): string {
  const { counted, unit, timed, target } = figure
  const { open, calendar } = counted
  const parts = [
    shown(open.value, unit),
    ...(timed ? [`暦では ${shown(calendar.value, unit)}`] : []),
    ...(open.base === undefined ? [] : [`n=${open.base}`]),
    ...(target === null ? [] : [`目標 ${targetWords(figure)}`, metWords(target.met)].filter(Boolean)),
  ]
  return `  ${figure.name}\t${parts.join('  ')}`
}

function* readable({ period, figures }: Report): Generator<string> {
  yield `${japanDay(period.from)} から ${japanDay(period.to)} まで`
  for (const group of keysOf(groups)) {
    yield ''
    yield groups[group]
    for (const figure of figures) if (figure.group === group) yield line(figure)
  }
}

/** `figures`: the numbers of the page, at a terminal or as the same CSV. */
export function addFigureCommands(program: Command, { house, terminal, withStore }: Desk): void {
  program
    .command('figures')
    .description('窓口の数字を数える（期間を省くと、今年度のはじめから今日まで）')
    .option('--from <day>', 'この日から（YYYY-MM-DD、日本時間）')
    .option('--to <day>', 'この日まで')
    .option('--csv', 'Excel で開ける CSV で出す（監査記録に残る）')
    .option('--json', '定義と表を含めて JSON で出す')
    .action(async (options: { from?: string; to?: string; csv?: boolean; json?: boolean }) => {
      const period = readPeriod(options.from, options.to, house.clock.now(), 'misuse')
      await withStore(async (store) => {
        const report = await countFigures(store, period)
        if (options.csv) {
          const rows = reportRows(report)
          const [from, to] = [japanDay(period.from), japanDay(period.to)]
          await store.transaction(async (unit) =>
            recordAudit(unit, {
              actor: 'command-line',
              action: 'export.figures',
              objectType: 'figures',
              objectId: `${from}..${to}`,
              details: { rows: rows.length, from, to },
            }),
          )
          terminal.output.write(csvOf(rows))
        } else if (options.json) terminal.out(JSON.stringify(report, null, 2))
        else for (const text of readable(report)) terminal.out(text)
      })
    })
}
