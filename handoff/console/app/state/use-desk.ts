import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { CannedReplies } from '../../../desk/console-shapes.ts'
import type { Opening } from '../../../desk/opening.ts'
import type { Colleague, DeadLetter, Me, TeamList } from '../../../desk/shapes.ts'
import { api, type CaseChange, type CaseStep, Refusal } from '../api.ts'
import type { Macro } from '../macros/macro-words.ts'
import { followDesk, type Link, type LiveListener } from './live.ts'
import { useList } from './use-list.ts'
import { usePresence } from './use-presence.ts'
import { openCaseAt, useThread } from './use-thread.ts'

/** Events come in bursts: one look at the lists answers several. */
const GATHER_MS = 120
const TICK_MS = 10_000
/** How a send ended is not in the journal; a look a minute shows it. */
const LOOK_MS = 60_000

/** Everything the console knows and does: list, the chosen case, colleagues, the live connection. */
export function useDesk(me: Me, onGone: (notice: string) => void, opening: Opening | undefined) {
  const [deadLetters, setDeadLetters] = useState<DeadLetter[]>([])
  const [colleagues, setColleagues] = useState<Colleague[]>([])
  const [teams, setTeams] = useState<TeamList['teams']>([])
  const [canned, setCanned] = useState<CannedReplies>({ replies: [], values: {} })
  const [macros, setMacros] = useState<readonly Macro[]>([])
  const [link, setLink] = useState<Link>('live')
  const [fault, setFault] = useState('')
  const [now, setNow] = useState(Date.now)

  const report = useCallback(
    (thrown: unknown) => {
      if (thrown instanceof Refusal && thrown.status === 401) {
        onGone('しばらく操作がなかったか、ログインの有効期限が切れました。もう一度ログインしてください。')
        return
      }
      // The line above the list says that the server is not reached.
      if (thrown instanceof Refusal && thrown.status === 0) return
      setFault(thrown instanceof Refusal ? thrown.message : '画面の更新に失敗しました。')
    },
    [onGone],
  )
  const list = useList(report, opening?.list)
  const thread = useThread(me, report, list.load)
  const own = usePresence(me, thread.selected)
  const { presence, setPresence } = own
  const { load } = list
  const { reload } = thread

  const refresh = useCallback(async (): Promise<boolean> => {
    const [reached] = await Promise.all([load(), reload()])
    setNow(Date.now())
    return reached
  }, [load, reload])
  // The stream lives as long as the page; what it calls is the newest.
  const newest = useRef(refresh)
  newest.current = refresh

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        newest.current()
      }, GATHER_MS)
    }
    const readDead = () => api.deadLetters().then((answer) => setDeadLetters(answer.deadLetters), report)
    api.teams().then((answer) => setTeams(answer.teams), report)
    const readCanned = () => {
      api.cannedReplies().then(setCanned, report)
      api.macros().then((answer) => setMacros(answer.macros), report)
    }
    readCanned()
    readDead()
    let current = opening !== undefined
    const follower: LiveListener = {
      link: (next) => {
        setLink(next)
        // A stream that ends may mean that the session has: this tells.
        if (next === 'lost') api.me(true).catch(report)
      },
      ready: () => {
        // The stream follows on from what the page brought along.
        if (!current) soon()
        current = false
      },
      event: (event) => {
        if (event.type === 'dead-letter') readDead()
        soon()
      },
      moved: soon,
      presence: setPresence,
      poll: async () => {
        const [reached] = await Promise.all([newest.current(), api.presence().then(setPresence, () => undefined)])
        return reached
      },
    }
    const stop = followDesk(follower, opening?.after)
    const tick = setInterval(() => setNow(Date.now()), TICK_MS)
    const look = setInterval(() => {
      soon()
      readCanned()
    }, LOOK_MS)
    return () => {
      stop()
      clearTimeout(timer)
      clearInterval(tick)
      clearInterval(look)
    }
  }, [report, setPresence, opening])

  // Somebody whom the page has not heard of has come: a new account.
  const strangers = (presence?.staff ?? []).filter(({ login }) => !colleagues.some((known) => known.login === login))
  const strange = strangers.map(({ login }) => login).join(' ')
  useEffect(() => {
    if (strange === '') return
    api.staff().then((answer) => setColleagues(answer.staff), report)
  }, [strange, report])

  /** Changes the chosen case, or the one that is named; undefined when it was refused, which is shown. The lists are read anew. */
  const change = async (
    work: (id: string) => Promise<CaseChange>,
    id = thread.selected,
  ): Promise<CaseChange | undefined> => {
    if (!id) return undefined
    setFault('')
    try {
      const answer = await work(id)
      if (answer.case.id !== id) openCaseAt(answer.case.id)
      await refresh()
      return answer
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.status === 0) setFault(thrown.message)
      report(thrown)
      await refresh()
      return undefined
    }
  }

  return {
    list,
    ...thread,
    deadLetters,
    colleagues,
    teams,
    canned,
    macros,
    own,
    link,
    fault,
    now,
    act: (step: CaseStep, body: object = {}) => change((id) => api.step(id, step, me.csrf, body)),
    /** A step on a case that need not be the chosen one. */
    actOn: (id: string, step: CaseStep) => change((named) => api.step(named, step, me.csrf), id),
    runMacro: (macro: string, body: object) => change((id) => api.runMacro(id, macro, me.csrf, body)),
    sendFile: async (file: File) => (await change((id) => api.sendFile(id, me.csrf, file))) !== undefined,
    report,
    clearFault: () => setFault(''),
    choose: openCaseAt,
    logout: () => {
      if (me.role !== 'auditor') api.present(me.csrf, { status: 'offline', viewing: null }).catch(() => undefined)
      return api.logout(me.csrf).then(() => onGone('ログアウトしました。'), report)
    },
  }
}

export type DeskState = ReturnType<typeof useDesk>
