import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { CaseDetail, Me } from '../../../desk/shapes.ts'
import { api, Refusal } from '../api.ts'
import { useFragment } from './use-fragment.ts'

const DELIVERY_MS = 2_500

const caseIn = (fragment: string): string | undefined => /^case\/(.+)$/.exec(fragment)?.[1]

export const openCaseAt = (id: string): void => {
  location.hash = `case/${id}`
}

/** The case that the address names, kept fresh while something of it is on its way, and marked as read. */
export function useThread(me: Me, report: (thrown: unknown) => void, onRead: () => void) {
  const selected = useFragment(caseIn)
  const [detail, setDetail] = useState<CaseDetail>()
  /** Up to where it had been read when it was opened: new words stand below a line. */
  const [readBefore, setReadBefore] = useState(0)
  const chosen = useRef(selected)
  const marked = useRef('')
  const told = useRef(onRead)
  told.current = onRead

  const load = useCallback(
    async (id: string, background: boolean) => {
      try {
        const loaded = await api.detail(id, background)
        if (chosen.current !== id) return
        if (!background) setReadBefore(loaded.readUpTo)
        setDetail(loaded)
      } catch (thrown) {
        if (chosen.current !== id) return
        // It went to a team whose cases this person may not read: nothing of it stays on the screen.
        if (thrown instanceof Refusal && thrown.status === 403) location.hash = ''
        report(thrown)
      }
    },
    [report],
  )
  const reload = useCallback(async () => {
    if (chosen.current) await load(chosen.current, true)
  }, [load])

  useEffect(() => {
    chosen.current = selected
    setDetail(undefined)
    if (selected) load(selected, false)
  }, [selected, load])

  const pending =
    detail?.messages.some(({ delivery }) => delivery?.status === 'pending' || delivery?.status === 'held') ?? false
  useEffect(() => {
    if (!pending) return
    const timer = setInterval(reload, DELIVERY_MS)
    return () => clearInterval(timer)
  }, [pending, reload])

  // Read is what stood on a visible page; a look at what nobody holds yet is none.
  useEffect(() => {
    const look = () => {
      const sequence = detail?.messages.at(-1)?.sequence ?? 0
      if (!detail || document.visibilityState !== 'visible') return
      const { id, owner, mentioned, unread } = detail.case
      if ((owner === null && !mentioned) || (unread === 0 && !mentioned && detail.readUpTo >= sequence)) return
      const mark = `${id} ${sequence}`
      if (marked.current === mark) return
      marked.current = mark
      api.read(id, me.csrf, sequence).then(
        () => told.current(),
        () => undefined,
      )
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [detail, me.csrf])

  return { selected, detail, readBefore, reload }
}
