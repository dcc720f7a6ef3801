import type { FiguresView } from '../../desk/figure-shapes.ts'
import { Chart } from './chart.tsx'

export type ClockName = 'open' | 'calendar'
type Figure = FiguresView['figures'][number]
type Table = FiguresView['tables'][number]

export const numberText = (value: number | null): string => (value === null ? '—' : value.toLocaleString('ja-JP'))

/** Against what, and how it stands: in words, not by colour alone. */
function Target({ figure, clock }: { figure: Figure; clock: ClockName }) {
  const { target, unit, counted } = figure
  if (target === null) return null
  const limit = target.is === 'least' ? '以上' : '以下'
  const words = target.per === 'year' ? `年間${target.value}${unit}${limit}` : `${target.value}${unit}${limit}`
  const tone = target.met === null ? '' : target.met ? ' met' : ' unmet'
  const value = counted[clock].value
  return (
    <>
      <p class={`target${tone}`}>
        目標 {words}
        {target.per === 'year' && `（この期間では${numberText(target.forPeriod)}${unit}）`}
        {target.met !== null && <strong>{target.met ? '達成' : '未達'}</strong>}
      </p>
      {target.is === 'least' && value !== null && (
        <meter
          min={0}
          max={Math.max(target.forPeriod, value)}
          value={value}
          aria-label={`${figure.name}: 目標 ${target.forPeriod}${unit} に対して ${value}${unit}`}
        />
      )}
      <p class="hint">出典: {target.source}</p>
    </>
  )
}

/** One number with its definition beside it. */
export function FigureCard({ figure, clock }: { figure: Figure; clock: ClockName }) {
  const { value, base } = figure.counted[clock]
  return (
    <li class="figure">
      <h3>{figure.name}</h3>
      <p class="number">
        {numberText(value)}
        {value !== null && <span class="unit">{figure.unit}</span>}
      </p>
      {base !== undefined && <p class="hint">母数 {numberText(base)}</p>}
      <Target figure={figure} clock={clock} />
      <p class="definition">{figure.definition}</p>
    </li>
  )
}

/** A table with its definition, and the chart that is drawn of it. */
export function FigureTable({ table, clock }: { table: Table; clock: ClockName }) {
  const rows = table.rows[clock]
  return (
    <div class="figure-table">
      <h3 id={`table-${table.id}`}>
        {table.name}
        {table.timed && `（${clock === 'open' ? '受付時間' : '暦の時間'}）`}
      </h3>
      <p class="definition">{table.definition}</p>
      {rows.length === 0 ? (
        <p class="empty">この期間にはありません。</p>
      ) : (
        <div class={table.chart ? 'drawn' : ''}>
          {table.chart && (
            <Chart
              kind={table.chart}
              rowName={table.rowName}
              names={table.columns.map(({ name }) => name)}
              rows={rows}
            />
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1) */}
          <section class="scroll" tabIndex={0} aria-labelledby={`table-${table.id}`}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{table.rowName}</th>
                  {table.columns.map(({ name, unit }) => (
                    <th key={name} scope="col">
                      {name}（{unit}）
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label, values }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    {values.map((value, index) => (
                      <td key={table.columns[index]?.name}>{numberText(value)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  )
}
