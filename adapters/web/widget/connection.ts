import type { DirectLineCalls } from './direct-line-calls.ts'
import type { ActivitySet, WireActivity } from './protocol.ts'
import type { SessionStore } from './session-store.ts'

export type LinkState = 'connecting' | 'online' | 'reconnecting' | 'unavailable'

export interface Connection {
  start(): void
  /** Connects now instead of after the pause. */
  hurry(): void
  stop(): void
}

export interface ConnectionOptions {
  base: string
  calls: DirectLineCalls
  sessions: SessionStore
  onActivity(activity: WireActivity): void
  onState(state: LinkState): void
  /** The server no longer knows the conversation: what is shown belongs to the past. */
  onRestart(): void
}

/** A socket that says nothing for so long is held for blocked; proxies swallow frames in silence. */
const FIRST_FRAME_MS = 5_000
/** The server says something every 15 s. */
const SILENCE_MS = 40_000
const POLL_MS = 1_000
/** Polls before the socket is tried again. */
const POLLS_BEFORE_SOCKET = 60
const LONGEST_PAUSE_MS = 15_000
/** Failures in a row after which we stop saying "one moment". */
const FAILURES_UNTIL_UNAVAILABLE = 4

/**
 * Keeps the conversation flowing: a WebSocket first, polling where none gets through, again and again after every
 * break. Whatever comes may come twice; who listens knows twins by their id.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const { base, calls, sessions, onActivity, onState, onRestart } = options
  let stopped = false
  let watermark: string | undefined
  let conversationId: string | undefined
  let failures = 0
  let endPause = () => {}

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const take = (set: ActivitySet) => {
    for (const activity of set.activities ?? []) onActivity(activity)
    if (set.watermark) watermark = set.watermark
  }

  const isOnline = () => {
    failures = 0
    onState('online')
  }

  /** Resolves when the socket has ended: true when frames came through it. */
  const listenTo = (path: string) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(base.replace(/^http/, 'ws') + path)
      let heard = false
      let watchdog = 0
      // Does not wait for the socket's own end: a blocked one can take minutes to report it.
      const end = () => {
        clearTimeout(watchdog)
        socket.onmessage = socket.onclose = null
        socket.close()
        resolve(heard)
      }
      const expectFrameWithin = (ms: number) => {
        clearTimeout(watchdog)
        watchdog = window.setTimeout(end, ms)
      }
      endPause = end
      socket.onclose = end
      socket.onmessage = ({ data }) => {
        heard = true
        expectFrameWithin(SILENCE_MS)
        isOnline()
        if (data) take(JSON.parse(data) as ActivitySet)
      }
      expectFrameWithin(FIRST_FRAME_MS)
    })

  const pollForAWhile = async () => {
    for (let count = 0; count < POLLS_BEFORE_SOCKET && !stopped; count += 1) {
      take(await calls.poll(watermark ?? ''))
      isOnline()
      await pause(POLL_MS)
    }
  }

  const run = async () => {
    while (!stopped) {
      try {
        const path = await calls.open(watermark)
        const now = sessions.read()?.conversationId
        if (conversationId !== undefined && conversationId !== now) {
          conversationId = now
          watermark = undefined
          onRestart()
          continue
        }
        conversationId = now
        if (!(await listenTo(path)) && !stopped) await pollForAWhile()
        if (stopped) return
        onState('reconnecting')
        await pause(Math.random() * 500)
      } catch {
        if (stopped) return
        failures += 1
        onState(failures >= FAILURES_UNTIL_UNAVAILABLE ? 'unavailable' : watermark ? 'reconnecting' : 'connecting')
        await pause(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures) * (0.5 + Math.random() / 2))
      }
    }
  }

  return {
    start() {
      onState('connecting')
      void run()
    },
    hurry: () => endPause(),
    stop() {
      stopped = true
      endPause()
    },
  }
}
