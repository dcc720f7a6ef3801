import { findOpenCase } from '../../storage/cases.ts'
import { appendMessages } from '../../storage/messages.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import type { InboundEvent, LeasedEvent } from '../../storage/types.ts'
import { recordEvent } from '../cases/change-case.ts'
import { erasePerson } from '../cases/erase-person.ts'
import { newestMessages } from '../cases/newest-messages.ts'
import { sayAsSystem } from '../cases/say.ts'
import { privacyTexts, wordsThatConfirmErasure, wordsThatErase, wordsThatKeep } from '../privacy-texts.ts'
import { finish, holdConversation, type ReceptionContext } from './context.ts'
import { storableText, userMessage } from './user-words.ts'

/** The question stands this long; a confirmation dug out later erases nothing. */
const QUESTION_GOOD_MS = 30 * 60_000

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s。.!！?？、,「」]+/g, '')

const asking =
  /^(?:私の|わたしの|自分の)?(?:データ|個人情報|情報|履歴|会話|やりとり|記録|トーク)を?(?:すべて|全て|全部)?(?:を)?(?:消して|消去して|削除して|消したい|削除したい|消去したい)(?:ください|下さい|ほしい|欲しい|です)*$/

/** 「データを消して」 and near forms, its confirmation, and the second thought; undefined for all other words. */
export function erasureWish(event: InboundEvent): 'ask' | 'confirm' | 'keep' | undefined {
  const text = bare(event.text)
  if (text === wordsThatConfirmErasure) return 'confirm'
  if (text === wordsThatKeep) return 'keep'
  return text.length <= 40 && asking.test(text) ? 'ask' : undefined
}

/** Asks whether everything is to be erased, says what stays and why, and erases it for real once it is confirmed. */
export async function answerErasure(
  context: ReceptionContext,
  leased: LeasedEvent,
  wish: 'ask' | 'confirm' | 'keep',
): Promise<void> {
  const { event } = leased
  const at = context.clock.now()
  await finish(context, leased, async (unit) => {
    const { id } = await holdConversation(unit, leased.conversation.id)
    const isConfirmed = wish === 'confirm' && (await wasAsked(unit, id, at))
    if (isConfirmed) await erasePerson(unit, context.identifiers, id, { actor: 'user', at })
    else await keepWords(unit, context, leased, id)
    const text =
      wish === 'ask'
        ? privacyTexts.eraseQuestion
        : wish === 'keep'
          ? privacyTexts.kept
          : isConfirmed
            ? privacyTexts.erased
            : privacyTexts.eraseAgain
    await sayAsSystem(unit, context.identifiers, {
      conversationId: id,
      caseId: undefined,
      text,
      at,
      suggestions:
        wish === 'ask'
          ? [wordsThatConfirmErasure, wordsThatKeep]
          : wish === 'confirm' && !isConfirmed
            ? [wordsThatErase]
            : [],
      replyTo: event.replyTo,
      details: { eraseQuestion: wish === 'ask' },
    })
  })
}

async function keepWords(
  unit: UnitOfWork,
  context: ReceptionContext,
  { event }: LeasedEvent,
  conversationId: string,
): Promise<void> {
  const open = await findOpenCase(unit, conversationId)
  const row = userMessage(context.identifiers.uuid(), conversationId, event, storableText(event), open?.id)
  await appendMessages(unit, [row])
  if (open) await recordEvent(unit, open, { type: 'message', actor: 'user', at: event.occurredAt })
}

async function wasAsked(unit: UnitOfWork, conversationId: string, at: number): Promise<boolean> {
  const last = (await newestMessages(unit, conversationId, 10)).findLast((message) => !message.private)
  return last?.details.eraseQuestion === true && at - last.at <= QUESTION_GOOD_MS
}
