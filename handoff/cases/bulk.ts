import { recordAudit } from '../../storage/audit.ts'
import type { CaseRow } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { deskTexts } from '../texts.ts'
import { describeCase } from './amend.ts'
import { closeCase } from './close-case.ts'
import { type Actor, type DeskContext, requireLead, withCase } from './desk-context.ts'
import { noticesOf } from './notices-of.ts'
import { isResting } from './promise.ts'
import { writeNote } from './say.ts'
import { transferCase } from './transfer.ts'
import { type CaseState, readState } from './transitions.ts'

/** What a lead does to many cases at once; `team` is a team's name. */
export type BulkAction = { kind: 'team'; team: string } | { kind: 'label'; label: string } | { kind: 'close-idle' }

/**
 * Nobody waits for words of staff: the user has been silent for so long that the case waits for them, is gone, or the
 * talk is over.
 */
const idleStates: readonly CaseState[] = ['WAITING_USER', 'WRAP_UP', 'UNREACHABLE']

async function closeIdle(unit: UnitOfWork, context: DeskContext, actor: Actor, row: CaseRow): Promise<void> {
  if (isResting(row, context.store.clock.now())) {
    throw new AppError('conflict', 'the case rests', { publicText: deskTexts.restsNotIdle })
  }
  if (!idleStates.includes(readState(row.state))) {
    throw new AppError('conflict', `${row.state} is not idle`, { publicText: deskTexts.notIdle })
  }
  const reached = row.state !== 'UNREACHABLE'
  await closeCase(unit, context.identifiers, row, {
    action: 'resolve',
    actor: actor.login,
    at: context.store.clock.now(),
    endReason: 'idle',
    notice: reached ? (await noticesOf(unit, row.conversation_id)).idleClosed : undefined,
  })
}

/**
 * One of many cases, in a transaction of its own: passed to a team, labelled, or closed where the user has gone quiet.
 * The reason stands in the thread for staff and in the audit. Throws as the single action would.
 */
export async function actInBulk(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  action: BulkAction,
  reason: string,
): Promise<void> {
  requireLead(actor)
  await withCase(context, caseId, async (unit, row) => {
    const inside = { ...context, unit }
    const note = async (text: string) =>
      writeNote(unit, context.identifiers, {
        conversationId: row.conversation_id,
        caseId: row.id,
        text: `${text}\n${reason}`,
        at: context.store.clock.now(),
        mentions: row.owner === null || row.owner === actor.login ? [] : [row.owner],
        details: { author: { login: actor.login, name: actor.name } },
      })
    if (action.kind === 'team') {
      await transferCase(inside, actor, caseId, { team: action.team }, reason)
    } else if (action.kind === 'label') {
      const known = row.labels === null ? [] : (JSON.parse(row.labels) as string[])
      await describeCase(inside, actor, caseId, { labels: [...known, action.label] })
      await note(deskTexts.labelledInBulk(action.label))
    } else {
      await closeIdle(unit, context, actor, row)
      await note(deskTexts.closedInBulk)
    }
    recordAudit(unit, {
      actor: actor.login,
      action: 'case.bulk',
      objectType: 'case',
      objectId: caseId,
      reason,
      // A label is typed, may name the person, and goes with an erasure: it does not stand where nothing is erased.
      details: action.kind === 'label' ? { kind: action.kind } : { ...action },
    })
  })
}
