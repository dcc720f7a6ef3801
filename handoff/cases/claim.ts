import type { CaseRow } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import { updateDeskStaff } from '../../storage/desk-staff.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { noticesFor } from '../foreign-texts.ts'
import { withSecurePage } from '../reception/secure-page.ts'
import { changeCase } from './change-case.ts'
import { type Actor, type DeskContext, requireHold, requireLead, takenBy, withCase } from './desk-context.ts'
import { tellOwnerChanged } from './owner-changed.ts'
import { letGoBy } from './re-queue.ts'
import { sayAsSystem, writeNote } from './say.ts'
import type { CaseState } from './transitions.ts'

/** Who takes a case by hand has had their turn of the round. Written before the journal, whose lock comes last. */
const noteTurn = (unit: UnitOfWork, actor: Actor, at: number) => updateDeskStaff(unit, actor.login, { assigned_at: at })

/** The receiver of a case that was passed on says yes, inside the transaction at hand. */
export async function acceptWithin(unit: UnitOfWork, row: CaseRow, actor: Actor, at: number): Promise<CaseRow> {
  await noteTurn(unit, actor, at)
  return changeCase(unit, row, {
    action: 'accept-transfer',
    actor: actor.login,
    at,
    changes: { transfer_from: null, claimed_at: at },
  })
}

/**
 * Takes an unowned case inside the transaction at hand; `conflict` naming the owner when somebody was faster. Who was
 * not brought to a person by a notice yet, or by one whose address has run out, is told now.
 */
export async function claimWithin(
  unit: UnitOfWork,
  context: DeskContext,
  row: CaseRow,
  actor: Actor,
  at: number,
): Promise<CaseRow> {
  if (row.owner !== null && row.owner !== actor.login) throw await takenBy(unit, row.owner)
  await noteTurn(unit, actor, at)
  const taken = await changeCase(unit, row, {
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
  if (withoutAddress.some((state) => state === row.state)) await tellOfPage(unit, context, row, at)
  return taken
}

const withoutAddress: readonly CaseState[] = ['OFFERED', 'AFTER_HOURS']

/** The way to our own page, where there is one; at other doors the next that is said are the words of staff. */
async function tellOfPage(unit: UnitOfWork, context: DeskContext, row: CaseRow, at: number): Promise<void> {
  const conversation = await findConversation(unit, row.conversation_id)
  if (!conversation?.reachable) return
  const notice = { text: noticesFor(conversation.state).beingRead, suggestions: [] }
  const words = await withSecurePage(unit, context.securePage, conversation, notice)
  if (words.said === notice.text) return
  await sayAsSystem(unit, context.identifiers, { conversationId: conversation.id, caseId: row.id, at, ...words })
}

/**
 * Takes a case from the queue, or accepts one that was passed on or given by itself. To claim what one holds already changes nothing.
 */
export async function claimCase(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    const at = context.store.clock.now()
    const isOwner = row.owner === actor.login && row.closed_at === null
    if (isOwner && row.transfer_from === null && row.pushed_at === null) return row
    const taken = isOwner ? await acceptWithin(unit, row, actor, at) : await claimWithin(unit, context, row, actor, at)
    // Who ended the talk has taken leave: what goes on after that is no change of hands.
    if (row.state !== 'WRAP_UP') await tellOwnerChanged(unit, context.identifiers, taken, actor.login, at)
    return taken
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
    await noteTurn(unit, actor, at)
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
    await tellOwnerChanged(unit, context.identifiers, taken, actor.login, at)
    return taken
  })
}
