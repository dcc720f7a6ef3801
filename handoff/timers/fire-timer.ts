import { type CaseRow, findCase, lockConversation } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { type TimerRow, takeTimer } from '../../storage/timers.ts'
import { amendCase, changeCase } from '../cases/change-case.ts'
import { type Closing, closeCase } from '../cases/close-case.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { noticesOf } from '../cases/notices-of.ts'
import { isResting } from '../cases/promise.ts'
import { reQueue } from '../cases/re-queue.ts'
import { sayAsSystem } from '../cases/say.ts'
import { restEnds } from '../cases/snooze.ts'
import { returnTransfer } from '../cases/transfer.ts'
import type { CaseState } from '../cases/transitions.ts'
import { noticesFor } from '../foreign-texts.ts'
import { isOpen } from '../hours/hours.ts'
import { raiseAlert } from '../notify/raise-alert.ts'
import { withSecurePage } from '../reception/secure-page.ts'
import { deskTexts } from '../texts.ts'
import { armTimers, readTimerSettings } from './arm-timers.ts'
import { ownerFailure, ownerIsWriting } from './owner-watch.ts'
import type { TimerKind } from './state-timers.ts'

interface Firing {
  unit: UnitOfWork
  context: DeskContext
  row: CaseRow
  at: number
}

interface TimerAction {
  /** States in which the moment means anything; in others it has passed. */
  states: readonly CaseState[]
  act(firing: Firing): Promise<unknown>
}

const say = async (
  { unit, context, row, at }: Firing,
  notice: 'stillWaiting' | 'opened' | 'reminder',
  { offersWayOut = false, offersPage = false } = {},
) => {
  const conversation = await findConversation(unit, row.conversation_id)
  // What a blocked user would never see is not sent.
  if (!conversation?.reachable) return
  const notices = noticesFor(conversation.state)
  const words = { text: notices[notice], suggestions: offersWayOut ? [notices.reachBot] : [] }
  await sayAsSystem(unit, context.identifiers, {
    conversationId: row.conversation_id,
    caseId: row.id,
    at,
    ...(await withSecurePage(unit, offersPage ? context.securePage : undefined, conversation, words)),
  })
}

const expire = (firing: Firing, endReason: Closing['endReason'], notice?: string) =>
  closeCase(firing.unit, firing.context.identifiers, firing.row, {
    action: 'expire',
    actor: 'system',
    at: firing.at,
    endReason,
    notice,
  })

/** What happens when a moment has come; each looks at the case as it is now and does nothing where it has moved on. */
const actions: Record<TimerKind, TimerAction> = {
  'offer-expires': { states: ['OFFERED'], act: (firing) => expire(firing, 'idle') },
  'wait-limit': {
    states: ['QUEUED'],
    async act(firing) {
      const { unit, row, at } = firing
      if (row.wait_told === 1) return
      await amendCase(unit, row, { wait_told: 1 }, at)
      await say(firing, 'stillWaiting', { offersWayOut: true })
    },
  },
  'queue-alert': { states: ['QUEUED'], act: ({ unit, row, at }) => raiseAlert(unit, 'waiting', row, at) },
  opening: {
    states: ['AFTER_HOURS'],
    async act(firing) {
      const { unit, row, at } = firing
      const { hours } = await readTimerSettings(unit)
      if (!isOpen(hours, at)) return armTimers(unit, row, at)
      await changeCase(unit, row, { action: 'opening-time', actor: 'system', at })
      // The address of the evening before has run out.
      await say(firing, 'opened', { offersWayOut: true, offersPage: true })
    },
  },
  'transfer-return': {
    states: ['ASSIGNED'],
    async act({ unit, context, row, at }) {
      if (row.transfer_from === null) return
      const why = deskTexts.transferUnanswered
      await returnTransfer(unit, context.identifiers, row, { actor: 'system', at, why })
    },
  },
  'push-return': {
    states: ['ASSIGNED'],
    async act({ unit, context, row, at }) {
      if (row.pushed_at === null) return
      if (await ownerIsWriting(unit, row, at)) return armTimers(unit, row, at)
      await reQueue(unit, context.identifiers, row, { at, why: 'unaccepted' })
    },
  },
  'owner-silent': {
    states: ['ASSIGNED', 'ACTIVE'],
    async act({ unit, context, row, at }) {
      if (row.state === 'ACTIVE' && row.awaiting !== 'staff') return
      const why = await ownerFailure(unit, row, await readTimerSettings(unit), at)
      if (why === undefined) return armTimers(unit, row, at)
      await reQueue(unit, context.identifiers, row, { at, why })
    },
  },
  'user-silent': {
    states: ['ACTIVE'],
    async act({ unit, row, at }) {
      if (row.awaiting !== 'user') return
      await changeCase(unit, row, { action: 'wait-for-user', actor: 'system', at })
    },
  },
  'snooze-over': {
    states: ['ACTIVE', 'WAITING_USER'],
    async act({ unit, context, row, at }) {
      if (!isResting(row, at) && row.snoozed_until !== null) await restEnds(unit, context, row, at)
      await armTimers(unit, row, at)
    },
  },
  reminder: { states: ['WAITING_USER'], act: (firing) => say(firing, 'reminder') },
  'idle-close': {
    states: ['WAITING_USER'],
    act: async (firing) =>
      expire(firing, 'idle', (await noticesOf(firing.unit, firing.row.conversation_id)).idleClosed),
  },
  'wrap-up-limit': { states: ['WRAP_UP'], act: (firing) => expire(firing, 'staff_resolved') },
  'unreachable-limit': { states: ['UNREACHABLE'], act: (firing) => expire(firing, 'user_blocked') },
}

/**
 * Acts on a timer that is due, in one transaction: it is taken away, the case is read anew under the conversation's
 * lock, and only what still holds is done. Of two who fire it, or one who was killed and fires it again, one acts.
 */
export async function fireTimer(context: DeskContext, timer: TimerRow): Promise<void> {
  const { store } = context
  const action = actions[timer.kind as TimerKind] as TimerAction | undefined
  await store.transaction(async (unit) => {
    const known = await findCase(unit, timer.case_id)
    if (known !== undefined) await lockConversation(unit, known.conversation_id)
    if (!(await takeTimer(unit, timer))) return
    const row = await findCase(unit, timer.case_id)
    if (row === undefined || action === undefined || !action.states.some((state) => state === row.state)) return
    await action.act({ unit, context, row, at: store.clock.now() })
  })
  store.notify('outbox')
  store.notify('desk')
}
