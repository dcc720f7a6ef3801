import type { CaseRow } from '../../storage/cases.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { changeCase } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, requireLead, takenBy, withCase } from './desk-context.ts'
import { noticesOf } from './notices-of.ts'
import { letGoBy } from './re-queue.ts'
import { sayAsSystem, writeNote } from './say.ts'

/** Takes an unowned case inside the transaction at hand; `conflict` naming the owner when somebody was faster. */
export async function claimWithin(unit: UnitOfWork, row: CaseRow, actor: Actor, at: number): Promise<CaseRow> {
  if (row.owner !== null && row.owner !== actor.login) throw await takenBy(unit, row.owner)
  return changeCase(unit, row, {
    action: 'claim',
    actor: actor.login,
    at,
    changes: {
      owner: actor.login,
      claimed_at: at,
      transfer_from: null,
      end_reason: null,
      awaiting: 'staff',
      awaiting_since: row.awaiting_since ?? at,
    },
  })
}

/**
 * Takes a case from the queue, or accepts one that was passed on or given by itself. To claim what one holds already changes nothing.
 */
export async function claimCase(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    const at = context.store.clock.now()
    if (row.owner !== actor.login || row.closed_at !== null) return claimWithin(unit, row, actor, at)
    if (row.transfer_from === null && row.pushed_at === null) return row
    return changeCase(unit, row, {
      action: 'accept-transfer',
      actor: actor.login,
      at,
      changes: { transfer_from: null, claimed_at: at },
    })
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
      changes: { owner: null, claimed_at: null, transfer_from: null, awaiting: 'staff', ...letGoBy(row, actor.login) },
    })
  })
}

/** A lead takes a case from whoever holds it, with a reason that stays in the thread and marks it for the former owner. */
export async function takeOverCase(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  reason: string,
): Promise<CaseRow> {
  requireLead(actor)
  return withCase(context, caseId, async (unit, row) => {
    const at = context.store.clock.now()
    if (row.owner === actor.login) return row
    const taken = await changeCase(unit, row, {
      action: 'take-over',
      actor: actor.login,
      at,
      reason: `from:${row.owner ?? ''}`,
      typedReason: reason,
      changes: { owner: actor.login, claimed_at: at, transfer_from: null, awaiting: 'staff', awaiting_since: at },
    })
    await writeNote(unit, context.identifiers, {
      conversationId: row.conversation_id,
      caseId: row.id,
      text: `【交代】${actor.name}さんが担当します\n${reason}`,
      at,
      mentions: row.owner === null ? [] : [row.owner],
      details: { author: { login: actor.login, name: actor.name } },
    })
    if (row.first_reply_at !== null) {
      await sayAsSystem(unit, context.identifiers, {
        conversationId: row.conversation_id,
        caseId: row.id,
        text: (await noticesOf(unit, row.conversation_id)).ownerChanged,
        at,
      })
    }
    return taken
  })
}
