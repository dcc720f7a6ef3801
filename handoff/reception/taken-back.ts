import { findOpenCase } from '../../storage/cases.ts'
import { editMessage, withdrawMessage } from '../../storage/erasure.ts'
import type { LeasedEvent } from '../../storage/types.ts'
import { recordEvent } from '../cases/change-case.ts'
import { deskTexts } from '../texts.ts'
import { finish, holdConversation, type ReceptionContext } from './context.ts'
import { storableText } from './user-words.ts'

/** The user took a message back: it goes from store, console, drafts and files, and nobody is told anything. */
export async function takeBack(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const externalId = leased.event.facts?.messageId
  await finish(context, leased, async (unit) => {
    if (externalId === undefined) return
    const { id } = await holdConversation(unit, leased.conversation.id)
    const at = context.clock.now()
    const found = await withdrawMessage(unit, { conversationId: id, externalId, at, placeholder: deskTexts.withdrawn })
    const open = found ? await findOpenCase(unit, id) : undefined
    if (open) await recordEvent(unit, open, { type: 'withdrawn', actor: 'user', at })
  })
}

/** The user changed a message: the thread shows what it says now. The bot has answered what it said before. */
export async function takeEdit(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const { event } = leased
  const externalId = event.facts?.messageId
  await finish(context, leased, async (unit) => {
    if (externalId === undefined) return
    const { id } = await holdConversation(unit, leased.conversation.id)
    const edit = { conversationId: id, externalId, text: storableText(event), replyTo: event.replyTo }
    const open = (await editMessage(unit, edit)) ? await findOpenCase(unit, id) : undefined
    if (open) await recordEvent(unit, open, { type: 'edited', actor: 'user', at: context.clock.now() })
  })
}

/** A message that was taken back before it was read: it leaves no trace. */
export const passOver = (context: ReceptionContext, leased: LeasedEvent): Promise<void> =>
  finish(context, leased, async () => {})
