import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { FiguresView } from '../../desk/figure-shapes.ts'
import type { Me } from '../../desk/shapes.ts'
import { ExportButton } from './export-button.tsx'
import { type Days, FigureRefusal, figureCalls } from './figure-calls.ts'
import { type ClockName, FigureCard, FigureTable } from './figure-views.tsx'
import './figures.css'

const japanDay = (instant: number): string => new Date(instant + 9 * 3_600_000).toISOString().slice(0, 10)

/** Periods of one click; days in Japan. */
function periods(now: number): readonly { name: string; days: Days }[] {
  const today = japanDay(now)
  const [year = 0, month = 0] = today.split('-').map(Number)
  const fiscal = month >= 4 ? year : year - 1
  return [
    { name: '今月', days: { from: `${today.slice(0, 7)}-01`, to: today } },
    { name: '30日間', days: { from: japanDay(now - 29 * 86_400_000), to: today } },
    { name: '今年度', days: { from: `${fiscal}-04-01`, to: today } },
    { name: '前年度', days: { from: `${fiscal - 1}-04-01`, to: `${fiscal}-03-31` } },
  ]
}

function Period(props: { days: Days; onDays: (days: Days) => void }) {
  const choose = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const fields = new FormData(event.currentTarget)
    props.onDays({ from: String(fields.get('from')), to: String(fields.get('to')) })
  }
  return (
    <form class="period" onSubmit={choose} key={`${props.days.from} ${props.days.to}`}>
      {periods(Date.now()).map(({ name, days }) => (
        <button
          key={name}
          type="button"
          aria-pressed={days.from === props.days.from && days.to === props.days.to}
          onClick={() => props.onDays(days)}
        >
          {name}
        </button>
      ))}
      <label for="from">はじめの日</label>
      <input id="from" name="from" type="date" required defaultValue={props.days.from} />
      <label for="to">終わりの日</label>
      <input id="to" name="to" type="date" required defaultValue={props.days.to} />
      <button type="submit">この期間を見る</button>
    </form>
  )
}

function Clock(props: { clock: ClockName; onClock: (clock: ClockName) => void }) {
  return (
    <fieldset class="clock">
      <legend>時間の数え方</legend>
      {(
        [
          ['open', '受付時間'],
          ['calendar', '暦の時間'],
        ] as const
      ).map(([value, name]) => (
        <label key={value}>
          <input type="radio" name="clock" checked={props.clock === value} onChange={() => props.onClock(value)} />
          {name}
        </label>
      ))}
    </fieldset>
  )
}

/** The figures of the desk: every number with its definition, every chart with its table. */
function FiguresPage() {
  const [me, setMe] = useState<Me>()
  const [days, setDays] = useState<Partial<Days>>({})
  const [view, setView] = useState<FiguresView>()
  const [clock, setClock] = useState<ClockName>('open')
  const [fault, setFault] = useState('')
  const report = (thrown: unknown) => {
    const gone = thrown instanceof FigureRefusal && thrown.status === 401
    if (gone) location.assign('/desk')
    else setFault(thrown instanceof Error ? thrown.message : '読み込めませんでした。')
  }
  useEffect(() => {
    figureCalls.me().then(setMe, report)
  }, [])
  useEffect(() => {
    let stale = false
    setFault('')
    figureCalls.figures(days).then(
      (counted) => !stale && setView(counted),
      (thrown) => !stale && report(thrown),
    )
    return () => {
      stale = true
    }
  }, [days])

  return (
    <div class="figures">
      <header>
        <a href="/desk">← 職員画面へ</a>
        <h1>窓口の数字</h1>
        {me?.permissions.includes('data.export') && view && (
          <ExportButton me={me} days={{ from: view.from, to: view.to }} onMe={setMe} onFault={setFault} />
        )}
      </header>
      <main>
        {fault && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        {view === undefined ? (
          <p class="starting">数えています…</p>
        ) : (
          <>
            <div class="choices">
              <Period days={{ from: view.from, to: view.to }} onDays={setDays} />
              <Clock clock={clock} onClock={setClock} />
            </div>
            <p class="hint" role="status">
              {view.from} から {view.to} まで（日本時間）。職員一人ひとりの順位や比較は数えません。
            </p>
            {view.groups.map(({ id, name }) => (
              <section key={id} aria-labelledby={`group-${id}`}>
                <h2 id={`group-${id}`}>{name}</h2>
                <ul class="cards">
                  {view.figures
                    .filter((figure) => figure.group === id)
                    .map((figure) => (
                      <FigureCard key={figure.id} figure={figure} clock={clock} />
                    ))}
                </ul>
                {view.tables
                  .filter((table) => table.group === id)
                  .map((table) => (
                    <FigureTable key={table.id} table={table} clock={clock} />
                  ))}
                {id === 'policy' && (
                  <details>
                    <summary>この窓口では数えられない指標</summary>
                    <dl>
                      {view.notCounted.map(({ name: indicator, why }) => [
                        <dt key={indicator}>{indicator}</dt>,
                        <dd key={why}>{why}</dd>,
                      ])}
                    </dl>
                  </details>
                )}
              </section>
            ))}
          </>
        )}
      </main>
    </div>
  )
}

const root = document.getElementById('desk')
if (root) {
  root.textContent = ''
  render(<FiguresPage />, root)
}
