import { type CaseRow, findOpenCase } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { type CandidateWords, keepCandidate } from '../candidates/keep-candidate.ts'
import { noticesFor } from '../foreign-texts.ts'
import { deskTexts } from '../texts.ts'
import { closeCase } from './close-case.ts'
import { type Actor, type DeskContext, requireHold, takenBy, unreachable, withCase } from './desk-context.ts'
import { noticesOf } from './notices-of.ts'
import { openCase } from './open-case.ts'
import { sayAsSystem } from './say.ts'
import type { EndReason } from './transitions.ts'

/** What staff write down of a case when they end it. */
export interface WrittenDown {
  reason: EndReason
  label?: string | undefined
  outcome?: string | undefined
  knowledgeGap?: boolean | undefined
  /** Where the records held no answer: what was asked and answered, in the words of staff. */
  candidate?: CandidateWords | undefined
}

/**
 * Ends the talk: the user is told that the AI answers again, and the case waits in its owner's wrap-up for what is to
 * be written down. A user who asks for a person meanwhile is with the same adviser again.
 */
export async function endTalk(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  end: { reason: EndReason },
): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    return closeCase(unit, context.identifiers, row, {
      action: 'end',
      actor: actor.login,
      at: context.store.clock.now(),
      endReason: end.reason,
      notice: (await noticesOf(unit, row.conversation_id)).resolved,
    })
  })
}

/** Closes a case for good; a user who was still with people is told that the AI answers again. */
export async function resolveCase(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  end: WrittenDown,
): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    const at = context.store.clock.now()
    if (end.knowledgeGap) await keepCandidate(unit, row, end.candidate, { actor: actor.login, at })
    return closeCase(unit, context.identifiers, row, {
      action: 'resolve',
      actor: actor.login,
      at,
      endReason: end.reason,
      label: end.label,
      outcome: end.outcome,
      knowledgeGap: end.knowledgeGap,
      notice: row.state === 'UNREACHABLE' ? undefined : (await noticesOf(unit, row.conversation_id)).resolved,
    })
  })
}

/**
 * Takes a closed conversation up again as a new case held by the actor. The bot is silent from the commit on; an
 * answer it had begun is dropped by its epoch. `conflict` where the conversation has an open case already.
 */
export async function reopenCase(context: DeskContext, actor: Actor, caseId: string): Promise<CaseRow> {
  const at = context.store.clock.now()
  return withCase(context, caseId, async (unit, row) => {
    const open = await findOpenCase(unit, row.conversation_id)
    if (open !== undefined) {
      if (open.owner !== null && open.owner !== actor.login) throw await takenBy(unit, open.owner)
      throw new AppError('conflict', `case ${open.id} is open`, {
        publicText: 'この方の相談はすでに受け付け中です。',
        details: { caseId: open.id },
      })
    }
    const conversation = await findConversation(unit, row.conversation_id)
    if (conversation?.reachable === false) throw unreachable()
    const opened = await openCase(unit, {
      id: context.identifiers.uuid(),
      conversationId: row.conversation_id,
      topic: row.topic,
      reason: deskTexts.takenOver,
      urgent: false,
      actor: actor.login,
      at,
      owner: actor.login,
    })
    await sayAsSystem(unit, context.identifiers, {
      conversationId: row.conversation_id,
      caseId: opened.row.id,
      text: noticesFor(conversation?.state).reopened,
      at,
    })
    return opened.row
  })
}
