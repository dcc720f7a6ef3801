import type { CaseRow } from '../../storage/cases.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { changeCase } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, takenBy, withCase } from './desk-context.ts'

/** Takes an unowned case inside the transaction at hand; `conflict` naming the owner when somebody was faster. */
export async function claimWithin(unit: UnitOfWork, row: CaseRow, actor: Actor, at: number): Promise<CaseRow> {
  if (row.owner !== null) throw await takenBy(unit, row.owner)
  return changeCase(unit, row, {
    action: 'claim',
    actor: actor.login,
    at,
    changes: { owner: actor.login, claimed_at: at },
  })
}

/** Takes a case from the queue. To claim what one holds already changes nothing. */
export async function claimCase(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    if (row.owner === actor.login && row.closed_at === null) return row
    return claimWithin(unit, row, actor, context.store.clock.now())
  })
}

/** Gives a case back to the queue, where it keeps its first waiting time. */
export async function releaseCase(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    return changeCase(unit, row, {
      action: 'release',
      actor: actor.login,
      at: context.store.clock.now(),
      changes: { owner: null, claimed_at: null },
    })
  })
}
