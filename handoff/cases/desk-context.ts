import { type CaseRow, findCase, lockConversation } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import type { Store } from '../../storage/store.ts'
import type { SecurePage } from '../reception/secure-page.ts'
import { may, type StaffRole } from '../staff/permissions.ts'

/** Everything an action of the desk needs. */
export interface DeskContext {
  store: Store
  identifiers: Identifiers
  /** The way to our own page, for those whom staff take before any notice has named it. */
  securePage?: SecurePage | undefined
  /** The transaction at hand, where an action is one of several that are done together or not at all. */
  unit?: UnitOfWork
}

/** The member of staff who acts. */
export interface Actor {
  login: string
  name: string
  role: StaffRole
}

/** Leads and admins may move or end what another person holds. */
export const mayOverrule = (actor: Actor): boolean => may(actor.role, 'cases.overrule')

/** Throws `forbidden` for who is neither lead nor administrator. */
export function requireLead(actor: Actor): void {
  if (mayOverrule(actor)) return
  throw new AppError('forbidden', 'for leads', { publicText: 'この操作は、主任か管理者の役割が必要です。' })
}

/**
 * Runs one action on a case in one transaction, with the conversation locked before the case is read, and wakes the
 * dispatcher and the consoles after the commit; inside a transaction that the context brings, as a part of that. Throws `not_found` for an unknown case.
 */
export async function withCase<T>(
  context: DeskContext,
  caseId: string,
  work: (unit: UnitOfWork, row: CaseRow) => Promise<T>,
): Promise<T> {
  const missing = () =>
    new AppError('not_found', `no case ${caseId}`, { publicText: 'この相談は見つかりませんでした。' })
  const run = async (unit: UnitOfWork) => {
    const first = await findCase(unit, caseId)
    if (first === undefined) throw missing()
    await lockConversation(unit, first.conversation_id)
    const row = await findCase(unit, caseId)
    if (row === undefined) throw missing()
    return work(unit, row)
  }
  if (context.unit !== undefined) return run(context.unit)
  const result = await context.store.transaction(run)
  context.store.notify('outbox')
  context.store.notify('desk')
  return result
}

/** The refusal that names who holds the case. */
export async function takenBy(unit: UnitOfWork, owner: string): Promise<AppError> {
  const staff = await findStaffByLogin(unit, owner)
  const name = staff?.name ?? owner
  return new AppError('conflict', `case is held by ${owner}`, {
    publicText: `この相談は${name}さんが担当しています。`,
    details: { owner: name, ownerLogin: owner },
  })
}

/** Throws unless the actor holds the case, or may overrule who does. */
export async function requireHold(unit: UnitOfWork, row: CaseRow, actor: Actor): Promise<void> {
  if (row.owner === null || row.owner === actor.login || may(actor.role, 'cases.overrule')) return
  throw await takenBy(unit, row.owner)
}

export const unreachable = (): AppError =>
  new AppError('conflict', 'the user is unreachable', {
    publicText: '相手がブロックまたは退出しているため、いまは送信できません。',
    details: { state: 'UNREACHABLE' },
  })
