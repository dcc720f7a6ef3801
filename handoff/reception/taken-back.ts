import { readPayload, writePayload } from '../../bot/delivery.ts'
import type { Reply } from '../../bot/outcome.ts'
import { answersOf, rewriteAnswer } from '../../storage/answer-rows.ts'
import { findOpenCase } from '../../storage/cases.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { shortenGraphemes } from '../../storage/ground/graphemes.ts'
import { listDoubtedWith } from '../../storage/held.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { LeasedEvent } from '../../storage/types.ts'
import { editMessage, type Withdrawn, withdrawMessage } from '../../storage/withdrawals.ts'
import { recordEvent } from '../cases/change-case.ts'
import { type Notices, noticesFor } from '../foreign-texts.ts'
import { deskTexts } from '../texts.ts'
import { finish, holdConversation, type ReceptionContext } from './context.ts'
import { storableText } from './user-words.ts'

/** Tries after which an answer that is on its way at this moment is not waited for any more. */
const PATIENCE = 4

/**
 * The user took a message back: it goes from store, console, drafts, answers and files, and nobody is told anything. What
 * was not sent yet of an answer to it stays in the house.
 */
export async function takeBack(context: ReceptionContext, leased: LeasedEvent): Promise<void> {
  const externalId = leased.event.facts?.messageId
  await finish(context, leased, async (unit) => {
    if (externalId === undefined) return
    const { id, state } = await holdConversation(unit, leased.conversation.id)
    const at = context.clock.now()
    const withdrawn = await withdrawMessage(unit, {
      conversationId: id,
      externalId,
      at,
      placeholder: deskTexts.withdrawn,
      answerPlaceholder: deskTexts.answerToWithdrawn,
    })
    if (withdrawn === undefined) return
    // The language is that of before: the withdrawal clears what the consultant keeps.
    await emptyAnswers(unit, id, withdrawn, noticesFor(state), leased.attempt < PATIENCE)
    const open = await findOpenCase(unit, id)
    if (open) await recordEvent(unit, open, { type: 'withdrawn', actor: 'user', at })
  })
}

/** Takes the words of answers out of the outbox; what was to be said besides them is still said. */
async function emptyAnswers(
  unit: UnitOfWork,
  conversationId: string,
  { answers }: Withdrawn,
  notices: Pick<Notices, 'maybeLost'>,
  isPatient: boolean,
): Promise<void> {
  const said = new Map(answers.map(({ id, text }) => [id, text]))
  for (const row of await answersOf(unit, conversationId, [...said.keys()])) {
    if (row.isOnItsWay && isPatient) throw new AppError('unavailable', 'the answer is being sent: looked for again')
    const payload = readPayload(row.payload)
    const rest =
      payload.again === undefined
        ? payload.replies.filter(({ text }) => text !== said.get(payload.messageId))
        : await asksForTheOthers(unit, payload.again, notices)
    const blank = { text: deskTexts.answerToWithdrawn, citations: [], suggestions: [] }
    await rewriteAnswer(unit, row.id, {
      payload: writePayload({ ...payload, replies: rest.length > 0 ? rest : [blank] }),
      isStillSaid: rest.length > 0,
    })
  }
}

/** So much of an answer names it. */
const BEGINNING = 24

/** What asks whether an answer arrived quotes its beginning: that of what shared its fate from now on, where anything did. */
async function asksForTheOthers(
  unit: UnitOfWork,
  uncertainId: string,
  { maybeLost }: Pick<Notices, 'maybeLost'>,
): Promise<Reply[]> {
  const [other] = await listDoubtedWith(unit, uncertainId)
  if (other === undefined) return []
  const [first] = readPayload(other.payload).replies
  const beginning = shortenGraphemes(first?.text ?? '', BEGINNING)
  return [{ text: maybeLost(beginning), citations: [], suggestions: [] }]
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
