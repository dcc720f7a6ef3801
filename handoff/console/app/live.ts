import type { DeskEvent } from '../../desk/shapes.ts'

export interface LiveListener {
  /** Connected (again): whatever is shown may be old. */
  ready(): void
  event(event: DeskEvent): void
  lost(): void
}

const RETRY_MS = 3_000

/**
 * Follows the journal. The browser resumes by itself with Last-Event-ID after a broken connection; after a refusal it
 * gives up, so the stream is opened anew from the last event seen. Returns the way to stop.
 */
export function followDesk(listener: LiveListener): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = ''
  let stopped = false

  const open = () => {
    source = new EventSource(`/desk/api/events${last ? `?after=${last}` : ''}`)
    source.addEventListener('ready', (message) => {
      last = message.lastEventId
      listener.ready()
    })
    source.addEventListener('case', (message) => {
      last = message.lastEventId
      listener.event(JSON.parse(message.data) as DeskEvent)
    })
    source.addEventListener('error', () => {
      if (stopped) return
      listener.lost()
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS)
    })
  }
  open()
  return () => {
    stopped = true
    clearTimeout(timer)
    source?.close()
  }
}
