import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { CaseList } from '../../../desk/shapes.ts'
import { CASES_A_PAGE, waitingCases } from '../../first-list.ts'
import { api } from '../api.ts'

export const tabNames = {
  queue: '未対応',
  mine: '自分',
  team: 'チーム',
  all: '全て',
  closed: '完了',
  dead: '失敗',
} as const
export type TabName = keyof typeof tabNames

/** What a list can be narrowed to, and in which lists it means anything. */
export const markNames = {
  late: '約束の時間を超過',
  soon: 'まもなく約束の時間',
  resting: '後で対応',
  unreachable: '送信できない',
  expired: '返信がなく終了',
  rejected: '対象外',
} as const
export type MarkName = keyof typeof markNames

const ofOpenCases: readonly MarkName[] = ['late', 'soon', 'resting', 'unreachable']
export const marksOf: Record<TabName, readonly MarkName[]> = {
  queue: ['late', 'soon'],
  mine: ofOpenCases,
  team: ofOpenCases,
  all: ofOpenCases,
  closed: ['expired', 'rejected'],
  dead: [],
}

/** What each tab asks the desk for. */
const wishes: Record<Exclude<TabName, 'dead'>, Record<string, string>> = {
  queue: waitingCases,
  mine: { owner: 'me', mark: 'awake' },
  team: { team: 'mine' },
  all: {},
  closed: { state: 'RESOLVED,CANCELLED' },
}
/** Typing goes on for so long before the desk is asked. */
const PAUSE_MS = 250

/** One page of the chosen tab, as searched, and the numbers of all tabs. */
export function useList(report: (thrown: unknown) => void, brought: CaseList | undefined) {
  const [tab, setTab] = useState<TabName>('queue')
  const [mark, setMark] = useState<MarkName>()
  const [search, setSearch] = useState('')
  const [asked, setAsked] = useState('')
  /** Where each page begins, the shown one last; the first begins nowhere. */
  const [places, setPlaces] = useState<readonly string[]>([])
  const [list, setList] = useState(brought)
  const newest = useRef(0)
  const isBrought = useRef(brought !== undefined)

  useEffect(() => {
    if (search.trim() === asked) return
    const timer = setTimeout(() => {
      setAsked(search.trim())
      setPlaces([])
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [search, asked])

  const load = useCallback(async (): Promise<boolean> => {
    newest.current += 1
    const turn = newest.current
    const cursor = places.at(-1)
    const query = new URLSearchParams({
      ...wishes[tab === 'dead' ? 'queue' : tab],
      ...(mark ? { mark } : {}),
      limit: String(CASES_A_PAGE),
      ...(asked ? { q: asked } : {}),
      ...(cursor ? { cursor } : {}),
    })
    try {
      const loaded = await api.cases(query, true)
      if (turn === newest.current) setList(loaded)
      return true
    } catch (thrown) {
      report(thrown)
      return false
    }
  }, [tab, mark, asked, places, report])

  useEffect(() => {
    if (!isBrought.current) load()
    isBrought.current = false
  }, [load])

  return {
    tab,
    mark,
    search,
    cases: list?.cases ?? [],
    offers: list?.offers ?? [],
    counts: list?.counts,
    loaded: list !== undefined,
    page: places.length + 1,
    hasNext: list?.next != null,
    load,
    setSearch,
    setTab: (next: TabName, narrowed?: MarkName) => {
      setTab(next)
      setMark(narrowed)
      setPlaces([])
    },
    nextPage: () => list?.next && setPlaces([...places, list.next]),
    previousPage: () => setPlaces(places.slice(0, -1)),
  }
}

export type ListState = ReturnType<typeof useList>
