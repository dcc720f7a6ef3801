import { readPayload, writePayload } from '../../bot/delivery.ts'
import { rewriteAnswer, unsentAnswers } from '../../storage/answer-rows.ts'
import { findConversation, markFirstContact } from '../../storage/conversations.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { DoorName, LeasedEvent } from '../../storage/types.ts'
import { contextOf } from '../../storage/unit-of-work.ts'
import { firstContactIn } from '../privacy-texts.ts'

/**
 * Puts before the first words that a user is told, whatever they are and whoever says them: what is kept of a person, how
 * long, who reads it, how it is erased, what not to write. Once, at `doors` alone: elsewhere a page says it. In the language
 * that was spoken, or the one that the platform guesses.
 */
export async function tellFirstContact(
  unit: UnitOfWork,
  doors: readonly DoorName[] | undefined,
  { conversation, event }: Pick<LeasedEvent, 'conversation' | 'event'>,
): Promise<void> {
  // A group is left at once; nothing of it is kept.
  if (!doors?.includes(conversation.door) || event.kind === 'invited' || conversation.firstContactAt) return
  const rows = await unsentAnswers(unit, conversation.id)
  const first = rows
    .map(({ id, payload }) => ({ id, payload: readPayload(payload) }))
    .find(({ payload }) => !payload.preparing && payload.again === undefined)
  if (!first || !(await markFirstContact(unit, conversation.id, contextOf(unit).clock.now()))) return
  const { language } = (await findConversation(unit, conversation.id))?.state ?? {}
  const spoken = typeof language === 'string' ? language : event.facts?.language
  const notice = { text: firstContactIn(spoken), citations: [], suggestions: [] }
  const replies = [notice, ...first.payload.replies]
  await rewriteAnswer(unit, first.id, { payload: writePayload({ ...first.payload, replies }), isStillSaid: true })
}
