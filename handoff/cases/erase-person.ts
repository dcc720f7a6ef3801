import { findOpenCase, lockConversation } from '../../storage/cases.ts'
import { linkedConversations } from '../../storage/conversation-links.ts'
import { eraseConversations, forgetKeyLater } from '../../storage/erasure.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { deskTexts } from '../texts.ts'
import { closeCase } from './close-case.ts'
import { nextState, readState } from './transitions.ts'

/**
 * Erases what is kept of a person, in both threads of one who is linked; a case under way ends first, so that nobody
 * writes into the void. `actor` is `user` or the login of the member of staff who does it for them. What is said
 * afterwards, and to whom, is the caller's. Returns the conversations that were erased.
 */
export async function erasePerson(
  unit: UnitOfWork,
  identifiers: Identifiers,
  conversationId: string,
  { actor, at }: { actor: string; at: number },
): Promise<string[]> {
  const ids = await linkedConversations(unit, conversationId)
  for (const id of [...ids].sort()) await lockConversation(unit, id)
  for (const id of ids) {
    const open = await findOpenCase(unit, id)
    if (!open) continue
    await closeCase(unit, identifiers, open, {
      action: nextState(readState(open.state), 'resolve') === undefined ? 'user-ends' : 'resolve',
      actor,
      at,
      endReason: 'user_ended',
      label: deskTexts.erased,
      notice: undefined,
    })
  }
  await eraseConversations(unit, ids)
  for (const id of ids) await forgetKeyLater(unit, id, at)
  return ids
}
