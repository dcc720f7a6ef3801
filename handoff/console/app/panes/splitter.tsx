import { useRef } from 'preact/hooks'
import { type PaneName, paneLimits } from './use-panes.ts'

const STEP = 20

/**
 * The line between a pane and the talk, moved by pointer or arrows; Enter or a double click closes the pane or opens it
 * (the window splitter of the ARIA Authoring Practices Guide).
 */
export function Splitter(props: {
  pane: PaneName
  label: string
  /** Id of the pane. */
  controls: string
  width: number
  open: boolean
  onResize: (width: number) => void
  onToggle: () => void
}) {
  const { pane, width, open } = props
  const { least, most } = paneLimits[pane]
  const drag = useRef<{ x: number; width: number } | undefined>(undefined)
  // The pane at the right grows when its line goes left.
  const direction = pane === 'queue' ? 1 : -1
  const onKeyDown = (event: KeyboardEvent) => {
    const widths: Record<string, number> = {
      ArrowRight: width + STEP * direction,
      ArrowLeft: width - STEP * direction,
      Home: least,
      End: most,
    }
    const next = widths[event.key]
    if (event.key === 'Enter') props.onToggle()
    else if (next !== undefined && open && !event.altKey) props.onResize(next)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line of hr takes no focus and has no value
    <div
      class={`splitter ${pane}-splitter`}
      role="separator"
      aria-orientation="vertical"
      aria-label={props.label}
      aria-controls={open ? props.controls : undefined}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={open ? width : 0}
      aria-valuetext={open ? `幅 ${width}` : '閉じています'}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDblClick={props.onToggle}
      onPointerDown={(event) => {
        if (!open) return
        drag.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        const from = drag.current
        if (from) props.onResize(from.width + (event.clientX - from.x) * direction)
      }}
      onPointerUp={() => {
        drag.current = undefined
      }}
      onPointerCancel={() => {
        drag.current = undefined
      }}
    />
  )
}
