import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Me, PresenceList } from '../../../desk/shapes.ts'
import { api } from '../api.ts'

export type OwnStatus = 'online' | 'away' | 'offline'

const BEAT_MS = 20_000
/** Who types or points keeps the session alive, at most this often. */
const SESSION_MS = 5 * 60_000
const TYPING_MS = 4_000
const KEY = 'madoguchi.status'

/** What this person last chose on this machine; a console that opens is there. */
const storedStatus = (): OwnStatus => {
  const stored = sessionStorage.getItem(KEY)
  return stored === 'away' || stored === 'offline' ? stored : 'online'
}

/**
 * Tells the desk every 20 seconds that this person is there, what they look at and whether they write, and learns the
 * same of the others. A refusal shows itself at the next action.
 */
export function usePresence(me: Me, viewing: string | undefined) {
  const [presence, setPresence] = useState<PresenceList>()
  const [status, setStatus] = useState<OwnStatus>(storedStatus)
  const active = useRef(true)
  const typedAt = useRef(0)
  const { csrf } = me
  const works = me.role !== 'auditor'

  const tell = useCallback(
    (body: object) => {
      if (!works) return
      api.present(csrf, body).then(setPresence, () => undefined)
    },
    [csrf, works],
  )

  useEffect(() => {
    tell({ status, viewing: viewing ?? null, typing: false, active: true })
    const timer = setInterval(() => {
      tell({ viewing: viewing ?? null, active: active.current })
      active.current = false
    }, BEAT_MS)
    return () => clearInterval(timer)
  }, [tell, status, viewing])

  useEffect(() => {
    let last = Date.now()
    const onInput = () => {
      active.current = true
      if (Date.now() - last < SESSION_MS) return
      last = Date.now()
      api.me().catch(() => undefined)
    }
    addEventListener('keydown', onInput)
    addEventListener('pointerdown', onInput)
    return () => {
      removeEventListener('keydown', onInput)
      removeEventListener('pointerdown', onInput)
    }
  }, [])

  return {
    presence,
    setPresence,
    status,
    choose: (next: OwnStatus) => {
      sessionStorage.setItem(KEY, next)
      setStatus(next)
    },
    /** Called at each letter of a reply. */
    typing: () => {
      const now = Date.now()
      if (now - typedAt.current < TYPING_MS) return
      typedAt.current = now
      tell({ typing: true, active: true })
    },
    stopTyping: () => {
      typedAt.current = 0
      tell({ typing: false, active: true })
    },
  }
}

export type PresenceState = ReturnType<typeof usePresence>
