import type { DeskEvent, PresenceList } from '../../../desk/shapes.ts'

/** live: told at once; polling: asks every few seconds; lost: neither works. */
export type Link = 'live' | 'polling' | 'lost'

export interface LiveListener {
  link(link: Link): void
  /** Connected (again): whatever is shown may be old. */
  ready(): void
  event(event: DeskEvent): void
  /** Something has moved that this person may not read, out of their sight perhaps. */
  moved(): void
  presence(presence: PresenceList): void
  /** Looks at everything anew where nothing is told; false when the server was not reached. */
  poll(): Promise<boolean>
}

const RETRY_MS = 3_000
/** A stream that has not begun by now is held back by something on the way. */
const BEGIN_MS = 8_000
const POLL_MS = 5_000
/** While it polls, the stream is tried again this often. */
const AGAIN_MS = 60_000
/** So many failures of the stream in a row, and the page asks by itself. */
const PATIENCE = 2

/**
 * Follows the journal by server-sent events, from the event `after` or else from now on, and again from the last one seen; where these do not come through, asks every
 * few seconds. Returns the way to stop.
 */
export function followDesk(listener: LiveListener, after = ''): () => void {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let begin: ReturnType<typeof setTimeout> | undefined
  let polling: ReturnType<typeof setInterval> | undefined
  let last = after
  let failures = 0
  let stopped = false

  const look = async () => {
    const reached = await listener.poll()
    if (!stopped && polling !== undefined) listener.link(reached ? 'polling' : 'lost')
  }
  const startPolling = () => {
    if (polling !== undefined) return
    polling = setInterval(look, POLL_MS)
    look()
  }
  const stopPolling = () => {
    clearInterval(polling)
    polling = undefined
  }
  const giveUp = () => {
    if (stopped) return
    clearTimeout(begin)
    failures += 1
    source?.close()
    if (polling === undefined) listener.link('lost')
    if (failures >= PATIENCE) startPolling()
    retry = setTimeout(open, failures > PATIENCE ? AGAIN_MS : RETRY_MS)
  }
  function open() {
    if (typeof EventSource === 'undefined') {
      startPolling()
      return
    }
    source = new EventSource(`/desk/api/events${last ? `?after=${last}` : ''}`)
    begin = setTimeout(giveUp, BEGIN_MS)
    source.addEventListener('ready', (message) => {
      clearTimeout(begin)
      last = message.lastEventId
      failures = 0
      stopPolling()
      listener.link('live')
      listener.ready()
    })
    source.addEventListener('case', (message) => {
      last = message.lastEventId
      listener.event(JSON.parse(message.data) as DeskEvent)
    })
    source.addEventListener('moved', (message) => {
      last = message.lastEventId
      listener.moved()
    })
    source.addEventListener('presence', (message) => listener.presence(JSON.parse(message.data) as PresenceList))
    source.addEventListener('error', giveUp)
  }
  open()
  return () => {
    stopped = true
    clearTimeout(retry)
    clearTimeout(begin)
    stopPolling()
    source?.close()
  }
}
