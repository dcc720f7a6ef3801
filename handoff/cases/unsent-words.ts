import type { CaseRow } from '../../storage/cases.ts'
import { findMessage, markUnsent } from '../../storage/messages.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'
import { withdrawWordsOfStaff } from '../../storage/words-of-staff.ts'
import { asBeforeWords } from './before-words.ts'

/**
 * The user ends the talk: words of staff that have not reached them are not sent any more, whether they are held back
 * to be undone, wait for a way that costs nothing, or are tried again. They stay in the thread with a mark, and the
 * case is what it was before them: who was never answered has not talked.
 */
export async function withdrawUnsent(unit: UnitOfWork, row: CaseRow, at: number): Promise<CaseRow> {
  const unsent: Message[] = []
  for (const { messageId, wasTried } of await withdrawWordsOfStaff(unit, row.conversation_id)) {
    const message = await findMessage(unit, messageId)
    await markUnsent(unit, messageId, wasTried)
    if (message !== undefined && message.caseId === row.id) unsent.push(message)
  }
  let before = row
  for (const message of unsent.sort((one, other) => other.sequence - one.sequence)) {
    before = await asBeforeWords(unit, before, message, { actor: 'system', at })
  }
  return before
}
