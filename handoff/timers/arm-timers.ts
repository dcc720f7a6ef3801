import type { CaseRow } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Queryable, UnitOfWork } from '../../storage/schema.ts'
import { replaceTimers } from '../../storage/timers.ts'
import { readState } from '../cases/transitions.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { type TimerSettings, timersOf } from './state-timers.ts'

export async function readTimerSettings(database: Queryable): Promise<TimerSettings> {
  return {
    hours: await readSetting(database, 'hours'),
    limits: await readSetting(database, 'limits'),
    notifications: await readSetting(database, 'notifications'),
  }
}

/** Writes the timers of a case as it stands, in the transaction that changed it. */
export async function armTimers(unit: UnitOfWork, row: CaseRow, now: number): Promise<void> {
  const conversation = await findConversation(unit, row.conversation_id)
  if (conversation === undefined) throw new AppError('internal', `no conversation ${row.conversation_id}`)
  const timers = timersOf(row, readState(row.state), conversation.door, await readTimerSettings(unit), now)
  await replaceTimers(unit, row.id, timers)
}
