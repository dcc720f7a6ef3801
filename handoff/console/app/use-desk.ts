import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { CaseDetail, CaseSummary, Colleague, DeadLetter, Me } from '../../desk/shapes.ts'
import { api, type CaseStep, Refusal } from './api.ts'
import { followDesk } from './live.ts'
import { isUnread, markSeen, readSeen } from './seen.ts'

const CLOSED = 'RESOLVED,CANCELLED'
/** Events come in bursts: one look at the lists answers several. */
const GATHER_MS = 120
const TICK_MS = 15_000
const DELIVERY_MS = 2_500
const LOOK_MS = 60_000

const caseInAddress = (): string | undefined => /^#case\/(.+)$/.exec(location.hash)?.[1]

/** Everything the console knows and does: lists, the chosen case, the live connection. */
export function useDesk(me: Me, onGone: (notice: string) => void) {
  const [open, setOpen] = useState<CaseSummary[]>()
  const [closed, setClosed] = useState<CaseSummary[]>([])
  const [deadLetters, setDeadLetters] = useState<DeadLetter[]>([])
  const [colleagues, setColleagues] = useState<Colleague[]>([])
  const [selected, setSelected] = useState(caseInAddress)
  const [detail, setDetail] = useState<CaseDetail>()
  const [connected, setConnected] = useState(true)
  const [fault, setFault] = useState('')
  const [now, setNow] = useState(Date.now)
  const [seen, setSeen] = useState(readSeen)
  const chosen = useRef(selected)

  const report = useCallback(
    (thrown: unknown) => {
      if (thrown instanceof Refusal && thrown.status === 401) {
        onGone('しばらく操作がなかったか、ログインの有効期限が切れました。もう一度ログインしてください。')
        return
      }
      setFault(thrown instanceof Refusal ? thrown.message : '画面の更新に失敗しました。')
    },
    [onGone],
  )

  const loadDetail = useCallback(
    async (id: string, background: boolean) => {
      try {
        const loaded = await api.detail(id, background)
        if (chosen.current === id) setDetail(loaded)
      } catch (thrown) {
        if (chosen.current === id) report(thrown)
      }
    },
    [report],
  )

  const refresh = useCallback(
    async (withClosed: boolean) => {
      try {
        const [opened, ended, dead] = await Promise.all([
          api.cases('', true),
          withClosed ? api.cases(CLOSED, true) : undefined,
          withClosed ? api.deadLetters() : undefined,
        ])
        setOpen(opened.cases)
        if (ended) setClosed(ended.cases)
        if (dead) setDeadLetters(dead.deadLetters)
        if (chosen.current) await loadDetail(chosen.current, true)
      } catch (thrown) {
        report(thrown)
      }
    },
    [loadDetail, report],
  )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let withClosed = false
    const soon = (closing: boolean) => {
      withClosed ||= closing
      timer ??= setTimeout(() => {
        timer = undefined
        refresh(withClosed)
        withClosed = false
      }, GATHER_MS)
    }
    api.staff().then((answer) => setColleagues(answer.staff), report)
    const stop = followDesk({
      ready: () => {
        setConnected(true)
        soon(true)
      },
      event: (event) => soon(event.to === 'RESOLVED' || event.to === 'CANCELLED' || event.type === 'dead-letter'),
      lost: () => {
        setConnected(false)
        // A stream that ends may mean that the session has: this tells.
        api.me(true).catch((thrown) => thrown instanceof Refusal && thrown.status === 401 && report(thrown))
      },
    })
    const tick = setInterval(() => setNow(Date.now()), TICK_MS)
    // How a send ended is not in the journal; a look a minute shows it.
    const look = setInterval(() => soon(false), LOOK_MS)
    return () => {
      stop()
      clearTimeout(timer)
      clearInterval(tick)
      clearInterval(look)
    }
  }, [refresh, report])

  useEffect(() => {
    const follow = () => setSelected(caseInAddress())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])

  useEffect(() => {
    chosen.current = selected
    setDetail(undefined)
    if (selected) loadDetail(selected, false)
  }, [selected, loadDetail])

  const pending =
    detail?.messages.some((message) => message.delivery?.status === 'pending' || message.delivery?.status === 'held') ??
    false
  useEffect(() => {
    if (!pending || !selected) return
    const timer = setInterval(() => loadDetail(selected, true), DELIVERY_MS)
    return () => clearInterval(timer)
  }, [pending, selected, loadDetail])

  // Read is what stood on a visible page.
  useEffect(() => {
    const look = () => {
      if (detail && document.visibilityState === 'visible') setSeen((before) => markSeen(before, detail.case))
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [detail])

  const unread = useMemo(
    () => new Set((open ?? []).filter((summary) => isUnread(seen, summary)).map((summary) => summary.id)),
    [open, seen],
  )
  const calling = (open ?? []).filter(
    (summary) => unread.has(summary.id) && (summary.owner === null || summary.owner === me.login),
  ).length
  useEffect(() => {
    document.title = calling > 0 ? `(${calling}) 窓口 職員画面` : '窓口 職員画面'
  }, [calling])

  /** Does something with the chosen case; true when it was done. A refusal is shown and the lists are read anew. */
  const act = async (step: CaseStep, body: object = {}): Promise<boolean> => {
    if (!selected) return false
    setFault('')
    try {
      const answer = await api.step(selected, step, me.csrf, body)
      if (answer.case.id !== selected) location.hash = `case/${answer.case.id}`
      await refresh(step === 'resolve')
      return true
    } catch (thrown) {
      report(thrown)
      await refresh(true)
      return false
    }
  }

  return {
    open,
    closed,
    deadLetters,
    colleagues,
    selected,
    detail,
    connected,
    fault,
    now,
    unread,
    act,
    clearFault: () => setFault(''),
    choose: (id: string) => {
      location.hash = `case/${id}`
    },
    logout: () => api.logout(me.csrf).then(() => onGone('ログアウトしました。'), report),
  }
}

export type DeskState = ReturnType<typeof useDesk>
