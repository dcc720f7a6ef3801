import { appendCaseEvent } from '../../storage/case-events.ts'
import { findCase } from '../../storage/cases.ts'
import { findConversation } from '../../storage/conversations.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { privacyTexts } from '../privacy-texts.ts'
import { type Actor, type DeskContext, withCase } from './desk-context.ts'
import { erasePerson } from './erase-person.ts'
import { sayAsSystem } from './say.ts'

/**
 * Staff erase what is kept of the person of a case, as 「データを消して」 does: for who asked for it by telephone or at the
 * counter. The person is told in their thread where they can be reached. The entry of the journal and of the audit,
 * with the typed reason, stays.
 */
export async function eraseForUser(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  reason: string,
): Promise<{ conversations: number }> {
  return withCase(context, caseId, async (unit, row) => {
    const at = context.store.clock.now()
    const conversation = await findConversation(unit, row.conversation_id)
    const erased = await erasePerson(unit, context.identifiers, row.conversation_id, { actor: actor.login, at })
    const now = await findCase(unit, row.id)
    if (now === undefined) throw new AppError('internal', `case ${row.id} went with its words`)
    if (conversation?.reachable) {
      await sayAsSystem(unit, context.identifiers, {
        conversationId: row.conversation_id,
        caseId: undefined,
        text: privacyTexts.erased,
        at,
      })
    }
    await appendCaseEvent(
      unit,
      {
        case_id: row.id,
        conversation_id: row.conversation_id,
        type: 'erased',
        from_state: now.state,
        to_state: now.state,
        actor: actor.login,
        reason: null,
        at,
        owner: now.owner,
      },
      { typedReason: reason },
    )
    return { conversations: erased.length }
  })
}
