import type { CaseFilter } from '../../storage/case-list.ts'
import { type PromiseSettings, promiseEdges } from '../cases/promise.ts'
import { closedStates } from '../cases/transitions.ts'

type Marked = Pick<CaseFilter, 'states' | 'waiting' | 'rest' | 'endReasons'>

/** What a list can be narrowed to besides state, owner and team; the words stand in the description of the API. */
const marks = {
  awake: '後で対応に回していないもの',
  late: '約束の時間（待ちの上限）を過ぎたもの',
  soon: 'まもなく約束の時間になるもの',
  resting: '後で対応に回したもの',
  unreachable: 'いま送信できないもの',
  expired: '返信がないなどで自動的に終わったもの',
  rejected: '対象外として終わったもの',
} as const
export type ListMark = keyof typeof marks

export const listMarks = Object.keys(marks) as ListMark[]
export const listMarkWords = Object.entries(marks)
  .map(([mark, words]) => `${mark}（${words}）`)
  .join('・')

/** A mark as a filter, at the moment `now`; where a mark means a state, it takes the place of the states asked for. */
export function filterOfMark(mark: ListMark, settings: PromiseSettings, now: number): Partial<Marked> {
  const { late, soon } = promiseEdges(settings, now)
  const filters: Record<ListMark, Partial<Marked>> = {
    awake: { rest: { at: now, resting: false } },
    late: { waiting: { upTo: late } },
    soon: { waiting: { after: late, upTo: soon } },
    resting: { rest: { at: now, resting: true } },
    unreachable: { states: ['UNREACHABLE'] },
    expired: { states: closedStates, endReasons: ['idle', 'wait_timeout', 'user_blocked'] },
    rejected: { states: closedStates, endReasons: ['rejected'] },
  }
  return filters[mark]
}
