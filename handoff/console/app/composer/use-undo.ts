import { useEffect, useState } from 'preact/hooks'
import type { Draft } from './draft.ts'

/** As long as the desk holds words back. */
const HELD_MS = 5_000

export interface Sent {
  draft: Draft
  messageId: string
  until: number
}

/** The words sent last, as long as they can be taken back, and the seconds that are left. */
export function useUndo() {
  const [sent, setSent] = useState<Sent>()
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (sent === undefined) return
    const count = () => {
      const seconds = Math.ceil((sent.until - performance.now()) / 1000)
      if (seconds <= 0) setSent(undefined)
      else setLeft(seconds)
    }
    count()
    const timer = setInterval(count, 250)
    return () => clearInterval(timer)
  }, [sent])
  return {
    sent,
    left,
    hold: (draft: Draft, messageId: string) => setSent({ draft, messageId, until: performance.now() + HELD_MS }),
    forget: () => setSent(undefined),
  }
}

export type Undo = ReturnType<typeof useUndo>
