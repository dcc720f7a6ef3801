import {
  type CaseFilter,
  type CaseListRow,
  type CaseOrder,
  type CasePlace,
  countCalling,
  countCases,
  countClosedSince,
  countFitting,
  listCases,
  listPushed,
  placeOf,
} from '../../storage/case-list.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { japanDay, japanInstant } from '../../storage/ground/japan-time.ts'
import type { Queryable } from '../../storage/schema.ts'
import { namesOfStaff } from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import type { Actor } from '../cases/desk-context.ts'
import type { PromiseSettings } from '../cases/promise.ts'
import { type CaseState, caseStates, closedStates, workStates } from '../cases/transitions.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { filterOfMark, listMarks, listMarkWords } from './list-marks.ts'
import { readScopeOf, teamsOf } from './read-scope.ts'
import type { CaseList } from './shapes.ts'
import { type Clocks, viewCase } from './views.ts'

/** Cases of one page: what is given when nothing is asked for, and the most. */
const LIST = 500
const orders: readonly CaseOrder[] = ['waiting', 'recent', 'closed']

/** What may stand in the query of the list. */
export const listQuery = {
  state: `${caseStates.join('・')} をコンマ区切りで。省略すると未完了のすべて（提案中を除く）`,
  q: '話題・ラベル・会社・やりとりの言葉で探す',
  owner: 'me、none、またはログインID',
  team: 'mine または班の名前。班のない相談も含む',
  door: 'line・web・botframework・terminal',
  mark: listMarkWords,
  unread: '1 なら、自分が読んでいない発言のあるもの',
  sort: 'waiting（待ちの長い順）・recent（動いた順）・closed（完了の新しい順）',
  limit: '1〜500。省略すると500',
  cursor: '前の応答の next',
}

const bad = (field: string, publicText: string) =>
  new AppError('bad_request', `unknown ${field}`, { publicText, details: { fields: [field] } })

function readStates(query: URLSearchParams): readonly CaseState[] {
  const text = query.get('state') ?? ''
  if (text === '') return workStates
  const asked = text.split(',')
  const states = caseStates.filter((state) => asked.includes(state))
  if (states.length === new Set(asked).size) return states
  throw bad('state', `state は ${caseStates.join('・')} をコンマで区切って指定してください。`)
}

function readMark(query: URLSearchParams) {
  const asked = query.get('mark')
  if (asked === null || asked === '') return undefined
  const mark = listMarks.find((known) => known === asked)
  if (mark === undefined) throw bad('mark', `mark は ${listMarks.join('・')} のどれかにしてください。`)
  return mark
}

/** What the promises to users are counted by. */
export async function readPromiseSettings(database: Queryable): Promise<PromiseSettings> {
  const [hours, limits] = await Promise.all([readSetting(database, 'hours'), readSetting(database, 'limits')])
  return { hours, limits }
}

async function readFilter(
  database: Queryable,
  query: URLSearchParams,
  actor: Actor,
  { settings, now }: Clocks,
): Promise<CaseFilter> {
  const mark = readMark(query)
  const scope = await readScopeOf(database, actor)
  const [owner, team, door, words] = ['owner', 'team', 'door', 'q'].map((name) => query.get(name)?.trim() || undefined)
  return {
    states: readStates(query),
    ...(owner === undefined ? {} : { owner: owner === 'none' ? null : owner === 'me' ? actor.login : owner }),
    ...(team === undefined ? {} : { teams: team === 'mine' ? await teamsOf(database, actor.login) : [team] }),
    ...(door === undefined ? {} : { door }),
    ...(words === undefined ? {} : { search: words.slice(0, 100) }),
    ...(query.get('unread') === '1' ? { unreadBy: actor.login } : {}),
    ...(scope === undefined ? {} : { scope }),
    ...(mark === undefined ? {} : filterOfMark(mark, settings, now)),
  }
}

function readOrder(query: URLSearchParams, states: readonly CaseState[]): CaseOrder {
  const asked = query.get('sort')
  if (asked === null || asked === '')
    return states.every((state) => closedStates.includes(state)) ? 'closed' : 'waiting'
  const order = orders.find((known) => known === asked)
  if (order === undefined) throw bad('sort', `sort は ${orders.join('・')} のどれかにしてください。`)
  return order
}

function readLimit(query: URLSearchParams): number {
  const limit = Number(query.get('limit') || LIST)
  if (Number.isInteger(limit) && limit >= 1 && limit <= LIST) return limit
  throw bad('limit', `limit は 1〜${LIST} で指定してください。`)
}

function readCursor(query: URLSearchParams): CasePlace | undefined {
  const text = query.get('cursor')
  if (text === null || text === '') return undefined
  const match = /^((?:\d+\.)+)([\w-]+)$/.exec(text)
  if (!match?.[1] || !match[2]) throw bad('cursor', 'cursor が正しくありません。')
  return { values: match[1].split('.').slice(0, -1).map(Number), id: match[2] }
}

const writeCursor = ({ values, id }: CasePlace): string => [...values, id].join('.')

/** One page of the list that a query asks for, and where the next begins. */
async function readCaseList(database: Queryable, query: URLSearchParams, actor: Actor, clocks: Clocks) {
  const filter = await readFilter(database, query, actor, clocks)
  const order = readOrder(query, filter.states as readonly CaseState[])
  const limit = readLimit(query)
  const rows = await listCases(database, actor.login, filter, { order, limit: limit + 1, after: readCursor(query) })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? writeCursor(placeOf(last, order)) : null }
}

/** One page of a list with the numbers of the tabs, as the console shows it. */
export async function viewCaseList(
  { database, clock }: Store,
  query: URLSearchParams,
  actor: Actor,
): Promise<CaseList> {
  const clocks = { settings: await readPromiseSettings(database), now: clock.now() }
  const [{ rows, next }, names, counts, pushed] = await Promise.all([
    readCaseList(database, query, actor, clocks),
    namesOfStaff(database),
    readCounts(database, actor, clocks.now),
    listPushed(database, actor.login),
  ])
  const view = (row: CaseListRow) => viewCase(row, names, clocks)
  return { cases: rows.map(view), next, offers: pushed.map(view), counts }
}

/** The numbers of the tabs. */
export async function readCounts(database: Queryable, actor: Actor, now: number) {
  const settings = await readPromiseSettings(database)
  const scope = await readScopeOf(database, actor)
  const scoped = scope === undefined ? {} : { scope }
  const late = { states: workStates, ...scoped, ...filterOfMark('late', settings, now) }
  const resting = { states: workStates, owner: actor.login, ...filterOfMark('resting', settings, now) }
  const [groups, teams, closedToday, calling, lateCount, restingCount] = await Promise.all([
    countCases(database, workStates, scoped),
    teamsOf(database, actor.login),
    countClosedSince(database, japanInstant(japanDay(now)) ?? now, scope),
    countCalling(database, actor.login, workStates, scope),
    countFitting(database, late),
    countFitting(database, resting),
  ])
  const sum = (fits: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(fits).reduce((total, group) => total + group.count, 0)
  return {
    queue: sum(({ state }) => state === 'QUEUED'),
    afterHours: sum(({ state }) => state === 'AFTER_HOURS'),
    mine: sum(({ owner }) => owner === actor.login) - restingCount,
    resting: restingCount,
    late: lateCount,
    // As in the list: what belongs to no team belongs to all.
    team: sum(({ team }) => team === null || teams.includes(team)),
    working: sum(({ owner }) => owner !== null),
    open: sum(() => true),
    closedToday,
    calling,
  }
}
