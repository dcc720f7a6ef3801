import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

/** A dash besides the colour: series are told apart without seeing colours. */
const dashes: number[][] = [[], [6, 4], [2, 3]]
const HEIGHT = 240
/** Letters are drawn by the canvas, which knows no style sheet. */
const FONT = '12px "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", sans-serif'

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** The page's colours as the canvas can take them: `light-dark()` is resolved by an element that wears them. */
function resolved(element: HTMLElement, name: string): string {
  element.style.color = `var(${name})`
  const value = getComputedStyle(element).color
  element.style.color = ''
  return value || colour(name)
}

/**
 * Draws the rows of a table; the table itself stands beside it, so the picture is hidden from screen readers. Bars of
 * several series stand beside each other.
 */
export function Chart(props: {
  kind: 'lines' | 'bars'
  /** What the rows are, for the line below that names the one pointed at. */
  rowName: string
  names: readonly string[]
  rows: readonly { label: string; values: (number | null)[] }[]
}) {
  const { kind, rowName, names, rows } = props
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element || rows.length === 0) return
    const tones = ['--accent', '--yellow', '--green'].map((name) => resolved(element, name))
    const [ink, line] = [resolved(element, '--ink'), resolved(element, '--line')]
    const labels = rows.map((row) => row.label)
    const data: uPlot.AlignedData = [
      rows.map((_, index) => index),
      ...names.map((_, column) => rows.map((row) => row.values[column] ?? null)),
    ]
    const axis = { stroke: ink, font: FONT, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } }
    const barWidth = 0.7 / names.length
    const bars = (column: number) =>
      uPlot.paths.bars?.({ size: [barWidth, 40], align: names.length === 1 ? 0 : column === 0 ? -1 : 1 })
    const chart = new uPlot(
      {
        width: Math.max(280, element.clientWidth),
        height: HEIGHT,
        scales: {
          x: { time: false, range: (_chart, least, most) => [least - 0.5, most + 0.5] },
          y: { range: (_chart, _least, most) => [0, most > 0 ? most * 1.1 : 1] },
        },
        axes: [
          {
            ...axis,
            incrs: [1, 2, 3, 4, 6, 8, 12, 24],
            values: (_chart, places) => places.map((at) => (Number.isInteger(at) ? (labels[at] ?? '') : '')),
          },
          { ...axis, size: 56, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] },
        ],
        series: [
          { label: rowName, value: (_chart, at) => labels[at ?? -1] ?? '' },
          ...names.map((label, column): uPlot.Series => {
            const stroke = tones[column % tones.length] ?? ink
            const drawn = kind === 'bars' ? { paths: bars(column), fill: stroke, points: { show: false } } : {}
            return {
              label,
              stroke,
              width: 2,
              dash: kind === 'lines' ? (dashes[column] ?? []) : [],
              spanGaps: true,
              ...drawn,
            } as uPlot.Series
          }),
        ],
      },
      data,
      element,
    )
    const follow = new ResizeObserver(() =>
      chart.setSize({ width: Math.max(280, element.clientWidth), height: HEIGHT }),
    )
    follow.observe(element)
    return () => {
      follow.disconnect()
      chart.destroy()
    }
  }, [kind, rowName, names, rows])
  return <div class="chart" ref={place} aria-hidden="true" />
}
