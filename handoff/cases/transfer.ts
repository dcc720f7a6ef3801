import type { CaseRow } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import { allTeams } from '../../storage/teams.ts'
import { isPresent } from '../routing/presence.ts'
import { may, type StaffRole } from '../staff/permissions.ts'
import { deskTexts } from '../texts.ts'
import { changeCase } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, takenBy, withCase } from './desk-context.ts'
import { tellOwnerChanged } from './owner-changed.ts'
import { letGoBy } from './re-queue.ts'
import { writeNote } from './say.ts'

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

async function requireTeam(unit: UnitOfWork, name: string): Promise<string> {
  if ((await allTeams(unit)).some((team) => team.name === name)) return name
  throw new AppError('bad_request', `no team ${name}`, {
    publicText: '引き継ぎ先の班が見つかりません。',
    details: { fields: ['team'] },
  })
}

/**
 * Passes a case to a person, who accepts it or else it returns, or to a team (back into the queue with its first
 * waiting time). The note is kept in the thread for staff. The user is told once the person has accepted it.
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
    const team = 'team' in target ? await requireTeam(unit, target.team) : row.team
    // Who takes it for themselves has accepted it.
    const returnsTo = person === undefined || person.login === actor.login ? null : row.owner
    const transferred = await changeCase(unit, row, {
      action: person ? 'transfer-to-person' : 'transfer-to-team',
      actor: actor.login,
      at,
      reason: person ? `to:${person.login}` : `team:${team}`,
      changes: {
        owner: person?.login ?? null,
        team,
        claimed_at: person ? at : null,
        transfer_from: returnsTo,
        awaiting: 'staff',
        // The team was chosen: neither who gave it away nor the adviser of last time comes before it.
        ...(person ? {} : { ...letGoBy(row, actor.login), prefers: null }),
      },
    })
    await writeNote(unit, context.identifiers, {
      conversationId: row.conversation_id,
      caseId: row.id,
      text: `【引き継ぎ】${person ? `${person.name}さんへ` : `${team}へ`}\n${note}`,
      at,
      mentions: person ? [person.login] : [],
      details: { author: { login: actor.login, name: actor.name } },
    })
    if (person !== undefined && returnsTo === null) {
      await tellOwnerChanged(unit, context.identifiers, transferred, person.login, at)
    }
    return transferred
  })
}

/** The receiver says no: the case is with its former owner again. */
export async function declineTransfer(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    if (row.owner !== actor.login && row.owner !== null) throw await takenBy(unit, row.owner)
    if (row.transfer_from === null) {
      throw new AppError('conflict', 'not passed on', { publicText: 'この相談は、引き継ぎの返事を待っていません。' })
    }
    const at = context.store.clock.now()
    return returnTransfer(unit, context.identifiers, row, { actor: actor.login, at, why: deskTexts.transferDeclined })
  })
}

/**
 * Gives a case that was passed on and not accepted back to who passed it on, or into the queue where that person is
 * gone by now; staff read why, the user hears nothing.
 */
export async function returnTransfer(
  unit: UnitOfWork,
  identifiers: Identifiers,
  row: CaseRow,
  { actor, at, why }: { actor: string; at: number; why: string },
): Promise<CaseRow> {
  const former = row.transfer_from
  const back = former !== null && (await isPresent(unit, former, at)) ? former : null
  const returned = await changeCase(unit, row, {
    action: back === null ? 're-queue' : 'transfer-returned',
    actor,
    at,
    reason: back === null ? 'transfer' : `to:${back}`,
    changes: { owner: back, claimed_at: back === null ? null : at, transfer_from: null },
  })
  await writeNote(unit, identifiers, {
    conversationId: row.conversation_id,
    caseId: row.id,
    text: why,
    at,
    mentions: former === null ? [] : [former],
    details: { author: { login: 'system', name: deskTexts.system } },
  })
  return returned
}
