import { appendCaseEvent } from '../../storage/case-events.ts'
import {
  blankCase,
  type CaseRow,
  casesOfConversation,
  findOpenCase,
  insertCase,
  lockConversation,
} from '../../storage/cases.ts'
import { epochStands } from '../../storage/control-epoch.ts'
import { setControl } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { allTeams } from '../../storage/teams.ts'
import { isOpen } from '../hours/hours.ts'
import { alertIfNobodyIsThere } from '../notify/nobody-there.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { armTimers } from '../timers/arm-timers.ts'
import { amendCase, changeCase, recordEvent } from './change-case.ts'
import { type CaseState, controlOf } from './transitions.ts'

export interface NewCase {
  id: string
  conversationId: string
  topic: string
  reason: string
  urgent: boolean
  /** `bot`, `user`, `system` or the login of a member of staff. */
  actor: string
  at: number
  /** Login of the member of staff who opens it for themselves. */
  owner?: string
  /** True where a person is only proposed: nobody is told, and the bot keeps the word. */
  offer?: boolean
  /** The ownership epoch under which the decision was taken; a moved epoch throws `conflict`. */
  expectedEpoch?: number
}

export interface OpenedCase {
  row: CaseRow
  /** False where one stood already. */
  created: boolean
  /** True where the wish brought the case nearer to a person than it was: a new one, or an offer taken up. */
  moved: boolean
}

/** The team that a topic belongs to, by name; null where any will do. */
export async function teamOfTopic(unit: UnitOfWork, topic: string): Promise<string | null> {
  return (await allTeams(unit)).find(({ topics }) => topics.includes(topic))?.name ?? null
}

/** The user names the topic of a case that waits: it goes to the team of it. The caller holds the conversation's lock. */
export async function noteTopic(unit: UnitOfWork, row: CaseRow, topic: string, at: number): Promise<CaseRow> {
  const team = await teamOfTopic(unit, topic)
  const amended = await amendCase(unit, row, { topic, team }, at)
  await recordEvent(unit, amended, { type: 'described', actor: 'user', at, reason: 'topic' })
  return amended
}

/** Where a case begins: an offer, held by who opened it, or in the queue, which after hours begins at the next opening. */
async function firstState(unit: UnitOfWork, wish: NewCase): Promise<CaseState> {
  if (wish.owner !== undefined) return 'ASSIGNED'
  if (wish.offer) return 'OFFERED'
  return isOpen(await readSetting(unit, 'hours'), wish.at) ? 'QUEUED' : 'AFTER_HOURS'
}

/** What staff had closed not long ago is gone on with: the same adviser comes first. */
async function formerCase(unit: UnitOfWork, wish: NewCase): Promise<CaseRow | undefined> {
  const { reopenHours } = await readSetting(unit, 'limits')
  const [former] = await casesOfConversation(unit, wish.conversationId)
  if (former?.closed_at == null || former.owner === null) return undefined
  return wish.at - former.closed_at <= reopenHours * 3_600_000 ? former : undefined
}

/**
 * Opens a case; the conversation's control follows its state. A conversation has one open case at most: where one
 * stands it is taken nearer to a person if the wish asks for that (an offer is taken up, a talk in its wrap-up goes on),
 * and made urgent when the new reason is.
 */
export async function openCase(unit: UnitOfWork, wish: NewCase): Promise<OpenedCase> {
  await lockConversation(unit, wish.conversationId)
  const standing = await findOpenCase(unit, wish.conversationId)
  if (standing !== undefined) return takeFurther(unit, standing, wish)
  if (wish.expectedEpoch !== undefined && !(await epochStands(unit, wish.conversationId, wish.expectedEpoch))) {
    throw new AppError('conflict', `epoch of ${wish.conversationId} moved`, { retryable: true })
  }
  const state = await firstState(unit, wish)
  if (controlOf[state] === 'HUMAN') await setControl(unit, { conversationId: wish.conversationId, control: 'HUMAN' })
  const former = await formerCase(unit, wish)
  const row: CaseRow = {
    ...blankCase,
    id: wish.id,
    conversation_id: wish.conversationId,
    state,
    owner: wish.owner ?? null,
    team: await teamOfTopic(unit, wish.topic),
    topic: wish.topic,
    reason: wish.reason,
    urgent: wish.urgent ? 1 : 0,
    waiting_since: wish.at,
    opened_at: wish.at,
    claimed_at: wish.owner === undefined ? null : wish.at,
    state_since: wish.at,
    awaiting: 'staff',
    awaiting_since: wish.at,
    prefers: former?.owner ?? null,
    reopened_from: former?.id ?? null,
  }
  await insertCase(unit, row)
  await armTimers(unit, row, wish.at)
  const event = {
    case_id: row.id,
    conversation_id: row.conversation_id,
    type: 'opened',
    from_state: null,
    to_state: row.state,
    actor: wish.actor,
    reason: wish.reason,
    at: wish.at,
    owner: row.owner,
  }
  await appendCaseEvent(unit, event, { after: row })
  await alertIfNobodyIsThere(unit, row, wish.at)
  return { row, created: true, moved: true }
}

async function takeFurther(unit: UnitOfWork, standing: CaseRow, wish: NewCase): Promise<OpenedCase> {
  const urgent = wish.urgent && standing.urgent === 0
  const row = urgent ? await amendCase(unit, standing, { urgent: 1, reason: wish.reason }, wish.at) : standing
  const moved = { row, created: false, moved: true }
  const { actor, at, reason } = wish
  if (row.state === 'OFFERED' && !wish.offer) {
    const open = isOpen(await readSetting(unit, 'hours'), at)
    const topic = wish.topic === 'その他' ? row.topic : wish.topic
    const team = await teamOfTopic(unit, topic)
    const action = open ? 'accept' : 'accept-after-hours'
    const changes = { waiting_since: at, awaiting_since: at, topic, team }
    return { ...moved, row: await changeCase(unit, row, { action, actor, at, reason, changes }) }
  }
  if (row.state === 'WRAP_UP' && !wish.offer) {
    const changes = { claimed_at: at, end_reason: null, awaiting: 'staff', awaiting_since: at, transfer_from: null }
    return { ...moved, row: await changeCase(unit, row, { action: 'user-asks-again', actor, at, reason, changes }) }
  }
  return { row, created: false, moved: false }
}
