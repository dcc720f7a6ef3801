import { useEffect } from 'preact/hooks'
import { api } from './api.ts'

const EVERY_MS = 5 * 60_000

/** Who types or points is there: tells the server every five minutes at most, so that a long answer is not cut off. */
export function usePresence(): void {
  useEffect(() => {
    let last = Date.now()
    const onInput = () => {
      if (Date.now() - last < EVERY_MS) return
      last = Date.now()
      // A refusal shows itself at the next action.
      api.me().catch(() => undefined)
    }
    addEventListener('keydown', onInput)
    addEventListener('pointerdown', onInput)
    return () => {
      removeEventListener('keydown', onInput)
      removeEventListener('pointerdown', onInput)
    }
  }, [])
}
