import type { CaseRow } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import { may, type StaffRole } from '../staff/permissions.ts'
import { texts } from '../texts.ts'
import { changeCase } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, withCase } from './desk-context.ts'
import { sayAsSystem, writeNote } from './say.ts'

export type TransferTarget = { to: string } | { team: string }

async function receiver(unit: UnitOfWork, login: string): Promise<{ login: string; name: string }> {
  const staff = await findStaffByLogin(unit, login)
  if (staff === undefined || staff.disabled === 1 || !may(staff.role as StaffRole, 'cases.work')) {
    throw new AppError('bad_request', `cannot transfer to ${login}`, {
      publicText: '引き継ぎ先の職員が見つからないか、相談を受け持てません。',
      details: { fields: ['to'] },
    })
  }
  return staff
}

/**
 * Passes a case to a person (who holds it at once) or to a team (back into the queue with its first waiting time).
 * The note is kept in the thread for staff. A user who had been talking with someone is told once.
 */
export async function transferCase(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  target: TransferTarget,
  note: string,
): Promise<CaseRow> {
  const at = context.store.clock.now()
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    const person = 'to' in target ? await receiver(unit, target.to) : undefined
    const team = 'team' in target ? target.team : row.team
    const transferred = await changeCase(unit, row, {
      action: person ? 'transfer-to-person' : 'transfer-to-team',
      actor: actor.login,
      at,
      reason: person ? `to:${person.login}` : `team:${team}`,
      changes: { owner: person?.login ?? null, team, claimed_at: person ? at : null },
    })
    await writeNote(unit, context.identifiers, {
      conversationId: row.conversation_id,
      caseId: row.id,
      text: `【引き継ぎ】${person ? `${person.name}さんへ` : `${team}へ`}\n${note}`,
      at,
      details: { author: { login: actor.login, name: actor.name } },
    })
    if (row.first_reply_at !== null && person !== undefined && person.login !== row.owner) {
      await sayAsSystem(unit, context.identifiers, {
        conversationId: row.conversation_id,
        caseId: row.id,
        text: texts.ownerChanged,
        at,
      })
    }
    return transferred
  })
}
