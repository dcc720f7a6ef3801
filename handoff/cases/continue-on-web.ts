import { findOpenCase, lockConversation, moveCase } from '../../storage/cases.ts'
import { linkConversations } from '../../storage/conversation-links.ts'
import { findConversation, saveConversationState, setControl } from '../../storage/conversations.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'
import { contextOf } from '../../storage/unit-of-work.ts'
import { deskTexts } from '../texts.ts'
import { recordEvent } from './change-case.ts'
import { newestMessages } from './newest-messages.ts'
import { writeNote } from './say.ts'

/** So much of the past is shown at the new place. */
const SHOWN = 30

/**
 * The same person goes on in another conversation: both are linked, the consultant's memory and an open case come along,
 * and the old conversation is the bot's again. Returns what was said there, oldest first.
 */
export async function continueOnWeb(
  unit: UnitOfWork,
  identifiers: Identifiers,
  { from, to }: { from: string; to: string },
): Promise<Message[]> {
  const at = contextOf(unit).clock.now()
  // Always in the same order, so that two transactions cannot wait for each other.
  for (const id of [from, to].sort()) await lockConversation(unit, id)
  const [before, after] = [await findConversation(unit, from), await findConversation(unit, to)]
  const past = (await newestMessages(unit, from, SHOWN)).filter((message) => !message.private)
  if (!before || !after) return past
  await linkConversations(unit, from, to)
  await saveConversationState(unit, to, before.state, after.controlEpoch)
  const open = await findOpenCase(unit, from)
  if (open && !(await findOpenCase(unit, to))) {
    await writeNote(unit, identifiers, {
      conversationId: from,
      caseId: open.id,
      text: deskTexts.continuedOnWeb,
      at,
      details: { boundary: true },
    })
    await moveCase(unit, open.id, to)
    await setControl(unit, { conversationId: from, control: 'BOT' })
    await setControl(unit, { conversationId: to, control: 'HUMAN' })
    await recordEvent(unit, { ...open, conversation_id: to }, { type: 'continued', actor: 'user', at })
  }
  return past
}
