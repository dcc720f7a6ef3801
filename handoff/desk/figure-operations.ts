import { recordAudit } from '../../storage/audit.ts'
import { readJsonBody } from '../../storage/ground/http-route.ts'
import { japanDay } from '../../storage/ground/japan-time.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { createFigureCounter } from '../figures/count-aside.ts'
import { groups } from '../figures/figure.ts'
import { readPeriod } from '../figures/period.ts'
import { reportRows } from '../figures/report-rows.ts'
import { keysOf } from '../records/record-words.ts'
import { csvOf } from './csv.ts'
import { figuresView, periodBody } from './figure-shapes.ts'
import { type Operation, staffOperation } from './operation.ts'
import { emptyBody } from './shapes.ts'

/** The figures, and their file. */
export function figureOperations({ store }: DeskContext): Operation[] {
  const countFigures = createFigureCounter(store)
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/figures',
      summary: '数字（期間を省くと、今年度のはじめから今日まで）',
      access: 'figures.read',
      query: { from: 'この日から（YYYY-MM-DD、日本時間）', to: 'この日まで' },
      body: emptyBody,
      response: figuresView,
      run: async ({ request }) => {
        const { from, to } = Object.fromEntries(request.query)
        const { period, figures, tables, notCounted } = await countFigures(readPeriod(from, to, store.clock.now()))
        return {
          body: {
            from: japanDay(period.from),
            to: japanDay(period.to),
            groups: keysOf(groups).map((id) => ({ id, name: groups[id] })),
            figures,
            tables: tables.map((table) => ({ ...table, columns: [...table.columns] })),
            notCounted: [...notCounted],
          },
        }
      },
    }),
    {
      method: 'POST',
      path: '/desk/api/figures/export',
      summary: '数字を CSV で書き出す（Excel で開ける）',
      access: 'data.export',
      recentlyAuthenticated: true,
      body: periodBody,
      handle: async (request, session) => {
        const wish = readJsonBody(request, periodBody)
        const report = await countFigures(readPeriod(wish.from, wish.to, store.clock.now()))
        const rows = reportRows(report)
        const [from, to] = [japanDay(report.period.from), japanDay(report.period.to)]
        await store.transaction(async (unit) =>
          recordAudit(unit, {
            actor: session?.actor.login ?? '',
            action: 'export.figures',
            objectType: 'figures',
            objectId: `${from}..${to}`,
            details: { rows: rows.length, from, to },
          }),
        )
        return {
          status: 200,
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="madoguchi-figures-${from}-${to}.csv"`,
            'cache-control': 'no-store',
          },
          body: csvOf(rows),
        }
      },
    },
  ]
}
