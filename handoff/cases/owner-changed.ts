import type { CaseRow } from '../../storage/cases.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import { shownWordsOf } from '../../storage/messages.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { Message } from '../../storage/types.ts'
import { noticesOf } from './notices-of.ts'
import { sayAsSystem } from './say.ts'

const authorOf = ({ details }: Message): unknown =>
  details.author !== null && typeof details.author === 'object' && 'login' in details.author
    ? details.author.login
    : undefined

/**
 * Tells a user who had been talking with somebody else that `login` has the case now: once a case, when the person has
 * taken it and not when it was only passed to them. Says nothing where nobody has answered yet, where the one who
 * answered last has it again, and where the user knows that another will come.
 */
export async function tellOwnerChanged(
  unit: UnitOfWork,
  identifiers: Identifiers,
  row: CaseRow,
  login: string,
  at: number,
): Promise<void> {
  if (row.first_reply_at === null) return
  const shown = await shownWordsOf(unit, row.id)
  const speaker = shown.findLast(({ role }) => role === 'staff')
  if (speaker === undefined || authorOf(speaker) === login) return
  if (shown.some(({ details }) => details.ownerChanged === true)) return
  await sayAsSystem(unit, identifiers, {
    conversationId: row.conversation_id,
    caseId: row.id,
    text: (await noticesOf(unit, row.conversation_id)).ownerChanged,
    at,
    details: { ownerChanged: true },
  })
}
