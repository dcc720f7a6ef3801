import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import { takeArrival } from './arrival.ts'
import { type ChatState, chatReducer, emptyChat, isWithStaff } from './chat-state.ts'
import { createConnection } from './connection.ts'
import { createCalls } from './direct-line-calls.ts'
import { FEEDBACK, Refusal, type VoteAction } from './protocol.ts'
import { createSessionStore } from './session-store.ts'
import { texts } from './texts.ts'

/** The sign goes away by itself when no answer comes. */
const TYPING_MS = 40_000
/** Told again while they go on. */
const STAFF_TYPING_MS = 9_000
/** Staff are told that the user writes at most this often. */
const TYPED_MS = 4_000

export interface Chat {
  state: ChatState
  send(text: string): void
  resend(key: string): void
  vote(action: VoteAction): void
  /** Called at each letter the user writes. */
  typing(): void
  reconnect(): void
}

/** One conversation with the server at `base`, for as long as the component lives. */
export function useChat(base: string): Chat {
  const [state, dispatch] = useReducer(chatReducer, emptyChat)

  const { calls, connection } = useMemo(() => {
    const sessions = createSessionStore(`madoguchi:${base}`)
    const calls = createCalls(base, sessions, takeArrival(base))
    const connection = createConnection({
      base,
      calls,
      sessions,
      onActivity: (activity) => dispatch({ type: 'activity', activity }),
      onState: (link) => dispatch({ type: 'link', link }),
      onRestart: () => dispatch({ type: 'restart', at: Date.now() }),
    })
    return { calls, connection }
  }, [base])

  useEffect(() => {
    const network = () => {
      dispatch({ type: 'offline', offline: !navigator.onLine })
      connection.hurry()
    }
    dispatch({ type: 'offline', offline: !navigator.onLine })
    addEventListener('online', network)
    addEventListener('offline', network)
    connection.start()
    return () => {
      removeEventListener('online', network)
      removeEventListener('offline', network)
      connection.stop()
    }
  }, [connection])

  useEffect(() => {
    if (!state.typing) return
    const longest = state.typingBy === 'staff' ? STAFF_TYPING_MS : TYPING_MS
    const timer = setTimeout(() => dispatch({ type: 'typing-over' }), longest)
    return () => clearTimeout(timer)
  }, [state.typing, state.typingBy, state.signs])

  const typedAt = useRef(0)
  const post = (key: string, text: string) => {
    const activity = { type: 'message', text, locale: 'ja', channelData: { clientActivityID: key } }
    calls.post(activity).catch((error: unknown) => {
      dispatch({ type: 'failed', key, error: error instanceof Refusal ? error.message : texts.failed })
    })
  }

  return {
    state,
    send(text) {
      // crypto.randomUUID is missing on pages without TLS.
      const key = `${Date.now().toString(36)}-${Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join('')}`
      dispatch({ type: 'send', key, text, at: Date.now() })
      post(key, text)
    },
    resend(key) {
      const item = state.items.find((one) => one.key === key)
      if (!item) return
      dispatch({ type: 'resend', key })
      post(key, item.text)
    },
    // Seen to be given when it comes back; one that is lost can be given again.
    vote: (action) => {
      calls.post({ type: 'event', name: FEEDBACK, entities: [action] }).catch(() => {})
    },
    typing() {
      const now = Date.now()
      if (!isWithStaff(state) || now - typedAt.current < TYPED_MS) return
      typedAt.current = now
      calls.post({ type: 'typing' }).catch(() => {})
    },
    reconnect: () => connection.hurry(),
  }
}
